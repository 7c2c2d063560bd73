package dev.twofold.hibernate.write;

import dev.twofold.invalidation.Change;
import dev.twofold.invalidation.CollectionChange;
import dev.twofold.invalidation.OutboxRow;
import dev.twofold.invalidation.RowChange;
import dev.twofold.invalidation.TableChange;
import dev.twofold.invalidation.WriteListener;
import dev.twofold.invalidation.WriteTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes down what it is told, as lines that tests compare. Not thread-safe. */
final class RecordingWrites implements WriteListener {

  private final List<String> lines = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private int begun;
  private Runnable beforeCommit = () -> {};
  private @Nullable OutboxRow outbox;

  /** Does something in the last step before a commit. */
  void beforeCommit(Runnable step) {
    beforeCommit = step;
  }

  /** Has the next transaction leave a row in the outbox. */
  void leave(OutboxRow row) {
    outbox = row;
  }

  /** What was told since it was last asked. */
  List<String> take() {
    List<String> taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }

  /** The changes of rows since the beginning. */
  List<RowChange> rows() {
    return changes.stream().filter(RowChange.class::isInstance).map(RowChange.class::cast).toList();
  }

  /** The last change of a row. */
  RowChange row() {
    List<RowChange> rows = rows();
    return rows.get(rows.size() - 1);
  }

  int begun() {
    return begun;
  }

  @Override
  public WriteTransaction begin() {
    begun++;
    return new Recording();
  }

  private final class Recording implements WriteTransaction {

    @Override
    public void changed(Change change) {
      changes.add(change);
      lines.add(text(change));
    }

    @Override
    public @Nullable OutboxRow outbox() {
      OutboxRow row = outbox;
      outbox = null;
      return row;
    }

    @Override
    public void beforeCommit() {
      lines.add("before commit");
      beforeCommit.run();
    }

    @Override
    public void committed() {
      lines.add("committed");
    }

    @Override
    public void rolledBack() {
      lines.add("rolled back");
    }

    @Override
    public void unknown() {
      lines.add("unknown");
    }
  }

  private static String text(Change change) {
    String tenant = change.tenant() == null ? "" : " tenant " + change.tenant();
    if (change instanceof RowChange row) {
      return row.kind() + " " + row.entity().getSimpleName() + " " + row.id() + tenant;
    }
    if (change instanceof CollectionChange collection) {
      return "COLLECTION "
          + collection.owner().getSimpleName()
          + "."
          + collection.attribute()
          + " "
          + collection.ownerId()
          + elements(collection)
          + tenant;
    }
    TableChange tables = (TableChange) change;
    return "TABLES "
        + (tables.everything() ? "everything" : String.join(",", new TreeSet<>(tables.tables())))
        + tenant;
  }

  private static String elements(CollectionChange collection) {
    return collection.elements() == null
        ? ""
        : collection.elements().stream()
            .map(String::valueOf)
            .sorted()
            .collect(Collectors.joining(",", " [", "]"));
  }

  /** The value before and after, as {@code 1->2}; {@code ?} where it is not known. */
  static String values(RowChange row, String attribute) {
    return text(row.before(attribute))
        + "->"
        + text(row.after(attribute))
        + (row.changed(attribute) ? "" : " same");
  }

  private static String text(RowChange.State state) {
    return state instanceof RowChange.Known known ? text(known.value()) : "?";
  }

  private static String text(@Nullable Object value) {
    return String.valueOf(value);
  }
}
