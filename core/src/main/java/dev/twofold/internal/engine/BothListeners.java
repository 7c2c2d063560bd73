package dev.twofold.internal.engine;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.tier.FillRight.Moment;
import dev.twofold.tier.TierListener;
import java.time.Duration;
import java.time.Instant;

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
  public void follows(int partition, Moment moment, Instant time, Duration age) {
    one.follows(partition, moment, time, age);
    other.follows(partition, moment, time, age);
  }

  @Override
  public void listening(boolean listening) {
    one.listening(listening);
    other.listening(listening);
  }
}
