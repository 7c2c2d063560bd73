package dev.twofold.tier;

import java.time.Duration;
import java.util.List;

/**
 * What nodes tell each other through a tier that they share, beside entries: whose turn a task is
 * and how far it has got, and small texts that each node pins to a board. All of it may be lost at
 * any time; then a task begins anew. Time is the server's. Thread-safe.
 *
 * <p>All methods throw {@link dev.twofold.error.TierException} if the tier does not answer within
 * the budget; what was asked for may be done all the same.
 */
public interface SharedNotes {

  /**
   * Whose turn a task is.
   *
   * @param granted whether it is this node's now
   * @param runs how often the task was finished, as far as is known
   * @param text how far the task has got, as its last holder wrote; empty: it begins anew
   */
  record Turn(boolean granted, long runs, String text) {}

  /**
   * Takes the turn at a task, unless another node has it.
   *
   * @param hold how long the turn is this node's if nothing is heard of it again
   * @param memory how long it is remembered how far the task has got
   */
  Turn claim(String task, Duration hold, Duration memory, Duration budget);

  /**
   * Keeps the turn for another while, and notes how far the task has got.
   *
   * @return whether it was still this node's; if not, nothing is noted
   */
  boolean keep(String task, String text, Duration hold, Duration memory, Duration budget);

  /** Gives the turn up, if it is this node's, and notes how far the task has got. */
  void leave(String task, String text, Duration memory, Duration budget);

  /** Gives the turn up, if it is this node's: the task is finished. */
  void finish(String task, Duration memory, Duration budget);

  /**
   * Pins a text of this node to a board, in place of the one before.
   *
   * @param lifetime how long it hangs there
   */
  void pin(String board, String text, Duration lifetime, Duration budget);

  /**
   * The texts of all nodes on a board.
   *
   * @param lifetime how old they are at most
   */
  List<String> pinned(String board, Duration lifetime, Duration budget);
}
