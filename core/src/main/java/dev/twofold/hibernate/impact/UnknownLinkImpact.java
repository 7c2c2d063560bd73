package dev.twofold.hibernate.impact;

import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.invalidation.Impact;
import dev.twofold.invalidation.RowChange;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Rows that do not tell under which keys they are found, such as those behind a join table. What
 * links them is told by changes of collections; a write to a row itself makes all keys stale where
 * something changed that the answers have.
 *
 * <p>A row that is inserted is mostly not linked yet. A deleted one is still in answers that nobody
 * can name: those that leave out what is gone when they are read, and are repaired then, need not
 * become stale.
 */
final class UnknownLinkImpact<K> implements Impact<K> {

  private final MappedRows rows;
  private final NamedAttributes named;
  private final RowTest test;
  private final boolean insertsCount;
  private final boolean deletesCount;

  UnknownLinkImpact(
      EntityPersister entity,
      NamedAttributes named,
      RowTest test,
      boolean insertsCount,
      boolean deletesCount) {
    this.rows = new MappedRows(entity);
    this.named = named;
    this.test = test;
    this.insertsCount = insertsCount;
    this.deletesCount = deletesCount;
  }

  @Override
  public Affected<K> of(Change change) {
    if (!(change instanceof RowChange row) || !rows.have(row)) {
      return Affected.none();
    }
    boolean before = test.mayHold(RowImage.before(row));
    boolean after = test.mayHold(RowImage.after(row));
    boolean stale =
        switch (row.kind()) {
          case INSERT -> insertsCount && after;
          case DELETE -> deletesCount && before;
          case UPDATE ->
              (named.changed(row) && (before || after))
                  || (rows.mayBeNew(row) && (insertsCount || deletesCount));
        };
    return stale ? Affected.all() : Affected.none();
  }
}
