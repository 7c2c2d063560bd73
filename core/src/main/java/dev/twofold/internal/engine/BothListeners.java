package dev.twofold.internal.engine;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.tier.TierListener;

/** Tells two what a distributed tier tells. */
record BothListeners(TierListener one, TierListener other) implements TierListener {

  @Override
  public void invalidated(Invalidation stale) {
    one.invalidated(stale);
    other.invalidated(stale);
  }

  @Override
  public void missed(int partition) {
    one.missed(partition);
    other.missed(partition);
  }

  @Override
  public void listening(boolean listening) {
    one.listening(listening);
    other.listening(listening);
  }
}
