package dev.twofold.tier;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.resilience.CircuitChange;
import dev.twofold.tier.FillRight.Moment;
import java.time.Duration;
import java.time.Instant;

/** What an engine wants to hear from a distributed tier. Called on any thread; returns at once. */
public interface TierListener {

  /** Another node has invalidated something. */
  void invalidated(Invalidation stale);

  /** Invalidations of a partition may have been missed: nothing that was read of it counts. */
  void missed(int partition);

  /** Whether invalidations of other nodes arrive. At first they do not. */
  void listening(boolean listening);

  /**
   * From a state on that was just read, invalidations of a partition are told. Called after {@link
   * #missed} and before {@link #listening}. Default: nobody wants to know.
   *
   * @param time by the clock of the tier, when it was read
   * @param age how long ago that is at most
   */
  default void follows(int partition, Moment moment, Instant time, Duration age) {}

  /** The circuit of a part of the tier has changed. Default: nobody wants to know. */
  default void changed(CircuitChange change) {}
}
