package dev.twofold.demo.node;

import static java.util.Objects.requireNonNull;

import dev.twofold.invalidation.Invalidation;
import java.time.Duration;

/**
 * What a node has told Redis after a commit.
 *
 * @param confirmed whether Redis has confirmed; if not, it is told later
 * @param took how long that took
 * @param began when it began, right after the commit, by {@link System#nanoTime}
 */
public record Told(Invalidation stale, boolean confirmed, Duration took, long began) {

  public Told {
    requireNonNull(stale, "stale");
    requireNonNull(took, "took");
  }
}
