package dev.twofold.write;

import java.util.List;

/**
 * The dead letters of a queue, of all partitions, oldest first within each. They stay until
 * somebody replays or discards them. Thread-safe.
 *
 * <p>All methods throw {@link dev.twofold.error.TierException} if the queue does not answer.
 */
public interface DeadLetters {

  /** The oldest ones, so many at most. */
  List<DeadLetter> list(int limit);

  /**
   * Puts the oldest ones at the end of the queue again, so many at most, also where it is full.
   *
   * @return how many
   */
  int replay(int limit);

  /**
   * Deletes the oldest ones, so many at most: they are lost.
   *
   * @return how many
   */
  int discard(int limit);
}
