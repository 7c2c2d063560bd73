package dev.twofold.region;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What a shared tier must know of a region.
 *
 * @param name its name
 * @param consistency what it prefers
 * @param holdOff how long after an invalidation loads must not fill, because the database that they
 *     read may lag behind; zero where loads read the primary
 */
public record Region(String name, Consistency consistency, Duration holdOff) {
  public Region {
    requireNonNull(name, "name");
    requireNonNull(consistency, "consistency");
    requireNonNull(holdOff, "holdOff");
  }

  /** Whether writes announce themselves before they commit. */
  public boolean isStrict() {
    return consistency == Consistency.STRICT;
  }
}
