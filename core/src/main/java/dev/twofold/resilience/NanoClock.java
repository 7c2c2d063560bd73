package dev.twofold.resilience;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** A counter of nanoseconds as a clock, for those who measure lengths with one. Thread-safe. */
final class NanoClock extends Clock {

  private final LongSupplier nanoTime;
  private final long start;

  NanoClock(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    start = nanoTime.getAsLong();
  }

  @Override
  public Instant instant() {
    return Instant.EPOCH.plusNanos(nanoTime.getAsLong() - start);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /** Lengths have no zone. */
  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
