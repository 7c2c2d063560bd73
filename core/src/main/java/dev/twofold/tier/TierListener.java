package dev.twofold.tier;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.resilience.CircuitChange;

/** What an engine wants to hear from a distributed tier. Called on any thread; returns at once. */
public interface TierListener {

  /** Another node has invalidated something. */
  void invalidated(Invalidation stale);

  /** Invalidations of a partition may have been missed: nothing that was read of it counts. */
  void missed(int partition);

  /** Whether invalidations of other nodes arrive. At first they do not. */
  void listening(boolean listening);

  /** The circuit of a part of the tier has changed. Default: nobody wants to know. */
  default void changed(CircuitChange change) {}
}
