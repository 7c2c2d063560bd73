package dev.twofold.hibernate.impact;

import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.invalidation.Impact;
import dev.twofold.invalidation.RowChange;
import dev.twofold.invalidation.RowChange.Known;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are found by columns of their own: by a unique key, or by the key of their owner. A
 * write makes the keys stale under which the row was found and is found. None, where nothing of it
 * changed that the answer has.
 *
 * @param <K> type of keys
 */
final class LinkImpact<K> implements Impact<K> {

  private final MappedRows rows;
  private final List<ColumnValue> link;
  private final LinkKey<K> key;
  private final NamedAttributes named;
  private final RowTest test;

  /**
   * @param link where a row has the columns of a key
   * @param named what else the answer depends on
   * @param test which rows are found
   */
  LinkImpact(
      EntityPersister entity,
      List<ColumnValue> link,
      LinkKey<K> key,
      NamedAttributes named,
      RowTest test) {
    this.rows = new MappedRows(entity);
    this.link = List.copyOf(link);
    this.key = key;
    this.named = named;
    this.test = test;
  }

  @Override
  public Affected<K> of(Change change) {
    if (!(change instanceof RowChange row) || !rows.have(row)) {
      return Affected.none();
    }
    RowImage before = RowImage.before(row);
    RowImage after = RowImage.after(row);
    return switch (row.kind()) {
      case INSERT -> ifFound(after);
      case DELETE -> ifFound(before);
      case UPDATE ->
          isMoved(row) || rows.mayBeNew(row)
              ? both(ifFound(before), ifFound(after))
              : named.changed(row) ? inPlace(before, after) : Affected.none();
    };
  }

  private static <K> Affected<K> both(Affected<K> one, Affected<K> other) {
    if (one instanceof Affected.Keys<K> some && other instanceof Affected.Keys<K> more) {
      Set<K> keys = new HashSet<>(some.keys());
      keys.addAll(more.keys());
      return Affected.keys(keys);
    }
    return Affected.all();
  }

  /** The key of a row that has kept it: known if it is known at one time. */
  private Affected<K> inPlace(RowImage before, RowImage after) {
    if (!test.mayHold(before) && !test.mayHold(after)) {
      return Affected.none();
    }
    Affected<K> old = key(before);
    return old instanceof Affected.All ? key(after) : old;
  }

  private boolean isMoved(RowChange change) {
    for (ColumnValue column : link) {
      if (column.attribute() != null && change.changed(column.attribute())) {
        return true;
      }
    }
    return false;
  }

  private Affected<K> ifFound(RowImage image) {
    return test.mayHold(image) ? key(image) : Affected.none();
  }

  private Affected<K> key(RowImage image) {
    @Nullable Object[] columns = new @Nullable Object[link.size()];
    for (int i = 0; i < columns.length; i++) {
      if (!(link.get(i).of(image) instanceof Known known)) {
        return Affected.all();
      }
      columns[i] = known.value();
    }
    K made = key.of(columns);
    return made == null ? Affected.none() : Affected.keys(Set.of(made));
  }
}
