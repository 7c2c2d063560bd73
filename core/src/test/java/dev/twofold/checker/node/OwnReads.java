package dev.twofold.checker.node;

import dev.twofold.LoadScope;
import dev.twofold.checker.history.Event.Complaint;
import dev.twofold.checker.history.Occasion;
import dev.twofold.checker.history.State;
import dev.twofold.checker.history.View;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request reads of what it writes. Used by one thread. */
final class OwnReads {

  private static final View[] VIEWS = View.values();
  private static final double ASKED = 0.5;

  private final Worker worker;
  private final Writing writing;
  private final @Nullable Reader reader;
  private final long start = System.nanoTime();
  private Occasion occasion = Occasion.BEFORE_WRITE;
  private long committed;

  /**
   * @param scope that of the request; null: it has none, and reads nothing
   */
  OwnReads(Worker worker, @Nullable LoadScope scope, Writing writing) {
    this.worker = worker;
    this.writing = writing;
    reader = scope == null ? null : new Reader(scope, worker.node().recorder(), this::seen);
  }

  /** Reads something, so that the request has values that become stale. */
  void readBefore() {
    if (reader != null && worker.chance(ASKED)) {
      View view = worker.anyView();
      reader.read(view, worker.someIds(view));
    }
  }

  /** Inside the transaction: must be what it wrote, to the letter. */
  void readInside() {
    readWritten(Occasion.INSIDE_TRANSACTION);
  }

  /** After the commit: what it wrote is known at home. */
  void readAfterCommit() {
    committed = System.nanoTime();
    readWritten(Occasion.AFTER_COMMIT);
  }

  /** What it wrote must be gone. */
  void readAfterRollback() {
    readWritten(Occasion.AFTER_ROLLBACK);
  }

  private void readWritten(Occasion when) {
    occasion = when;
    for (View view : VIEWS) {
      var ids = Set.copyOf(writing.written(view.kind()));
      if (reader != null && !ids.isEmpty() && worker.chance(ASKED)) {
        reader.read(view, ids);
      }
    }
  }

  private void seen(View view, long id, State state) {
    State own = writing.after().get(view.cell(id));
    if (own != null && occasion == Occasion.INSIDE_TRANSACTION) {
      compare(view, id, own, state);
    } else {
      boolean again = own != null && occasion == Occasion.AFTER_COMMIT;
      worker.node().recorder().read(view, id, state, again ? committed : start, occasion);
    }
  }

  private void compare(View view, long id, State own, State seen) {
    boolean fits =
        !seen.equals(State.REPLACED)
            && (seen.version() == State.UNKNOWN || seen.version() == own.version())
            && (seen.content() == State.UNKNOWN || seen.content() == own.content());
    if (!fits) {
      String complaint =
          "read %s %d as %s inside the transaction (%s) that wrote %s"
              .formatted(view, id, seen, writing.how(), own);
      worker.node().recorder().tell(new Complaint(complaint));
    }
  }
}
