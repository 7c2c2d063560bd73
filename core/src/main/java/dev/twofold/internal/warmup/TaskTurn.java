package dev.twofold.internal.warmup;

import dev.twofold.tier.SharedNotes;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * This node's turn at a task. Where nodes share nothing it always is. A node that had to wait until
 * another one had finished, follows: it needs no turn, since it finds nearly everything in the tier
 * that they share, and so may all others that waited. Used by one thread.
 */
final class TaskTurn {

  /** Whose turn it is. */
  enum Holder {
    THIS_NODE,
    ANOTHER,
    /** The tier does not say. */
    UNKNOWN
  }

  /** How often a turn is kept while it lasts. */
  private static final int KEPT = 3;

  private final @Nullable SharedNotes notes;
  private final String task;
  private final Duration hold;
  private final Duration memory;
  private final Duration budget;
  private boolean mine;
  private boolean following;
  private long keptAt;
  private String text = "";

  /** How often the task was finished when this node began to wait; null: it does not wait. */
  private @Nullable Long runsBefore;

  /**
   * @param notes null: nodes share nothing
   * @param hold how long the turn of a node lasts that has died
   * @param memory how long it is worth something how far the task has got
   */
  TaskTurn(
      @Nullable SharedNotes notes, String task, Duration hold, Duration memory, Duration budget) {
    this.notes = notes;
    this.task = task;
    this.hold = hold;
    this.memory = memory.compareTo(hold) > 0 ? memory : hold;
    this.budget = budget;
  }

  boolean isMine() {
    return mine;
  }

  /** How often the turn has to be looked after. */
  Duration interval() {
    return hold.dividedBy(KEPT);
  }

  /** How far the task had got when this node took its turn. */
  String text() {
    return text;
  }

  Holder take(long now) {
    text = "";
    if (notes == null) {
      mine = true;
      return Holder.THIS_NODE;
    }
    try {
      return take(notes, now);
    } catch (RuntimeException e) { // no tier is trusted to throw only what it should
      return Holder.UNKNOWN;
    }
  }

  private Holder take(SharedNotes shared, long now) {
    SharedNotes.Turn turn = shared.claim(task, hold, memory, budget);
    if (!turn.granted()) {
      runsBefore = runsBefore == null ? (Long) turn.runs() : runsBefore;
      return Holder.ANOTHER;
    }
    following = runsBefore != null && runsBefore != turn.runs();
    runsBefore = null;
    mine = true;
    keptAt = now;
    if (following) {
      shared.leave(task, "", memory, budget);
    } else {
      text = turn.text();
    }
    return Holder.THIS_NODE;
  }

  /** Notes how far the task has got. Another node may have the turn afterwards. */
  void keep(String reached, long now) {
    text = reached;
    if (notes == null || following) {
      return;
    }
    try {
      mine = notes.keep(task, reached, hold, memory, budget);
      keptAt = now;
    } catch (RuntimeException e) {
      // It lasts as long as was heard last.
      mine = now - keptAt < hold.toNanos();
    }
  }

  /** Keeps the turn, if it is time to. */
  void keepIfDue(long now) {
    if (mine && now - keptAt >= interval().toNanos()) {
      keep(text, now);
    }
  }

  /** Leaves the task to other nodes, as far as it has got. */
  void leave() {
    String reached = text;
    end(shared -> shared.leave(task, reached, memory, budget));
  }

  /** The task is finished, or is to begin anew. */
  void finish() {
    end(shared -> shared.finish(task, memory, budget));
  }

  private void end(Consumer<SharedNotes> last) {
    boolean held = mine && !following;
    mine = false;
    following = false;
    runsBefore = null;
    text = "";
    if (notes != null && held) {
      try {
        last.accept(notes);
      } catch (RuntimeException e) {
        // The turn ends when its time is over.
      }
    }
  }
}
