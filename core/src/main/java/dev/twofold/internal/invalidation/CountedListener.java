package dev.twofold.internal.invalidation;

import dev.twofold.internal.tiers.TierHealth;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.resilience.CircuitChange;
import dev.twofold.tier.FillRight.Moment;
import dev.twofold.tier.TierListener;
import java.time.Duration;
import java.time.Instant;

/** Counts what may have been missed, and tells observers what was not. */
record CountedListener(
    TierListener listener, WriteCounters counters, Observers observers, TierHealth health)
    implements TierListener {

  @Override
  public void invalidated(Invalidation stale) {
    listener.invalidated(stale);
    observers.received(stale);
  }

  @Override
  public void missed(int partition) {
    counters.nearDrop();
    listener.missed(partition);
  }

  @Override
  public void follows(int partition, Moment moment, Instant time, Duration age) {
    listener.follows(partition, moment, time, age);
  }

  @Override
  public void listening(boolean listening) {
    listener.listening(listening);
  }

  @Override
  public void changed(CircuitChange change) {
    health.partChanged(change);
  }
}
