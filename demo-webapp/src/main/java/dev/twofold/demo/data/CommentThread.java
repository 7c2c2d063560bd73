package dev.twofold.demo.data;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Which comment of a story each of its comments answers. */
final class CommentThread {

  private static final double SHARE_OF_ANSWERS = 0.65;
  private static final int DEEPEST = 7;

  private final @Nullable Integer[] answered;

  CommentThread(int size, RandomGenerator random) {
    answered = new Integer[size];
    int[] depth = new int[size];
    for (int n = 1; n < size; n++) {
      int candidate = random.nextInt(n);
      if (random.nextDouble() < SHARE_OF_ANSWERS && depth[candidate] < DEEPEST) {
        answered[n] = candidate;
        depth[n] = depth[candidate] + 1;
      }
    }
  }

  /** The number of the comment that a comment answers, or null if it answers the story. */
  @Nullable Integer answered(int comment) {
    return answered[comment];
  }
}
