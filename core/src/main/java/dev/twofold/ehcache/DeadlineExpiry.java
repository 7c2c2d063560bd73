package dev.twofold.ehcache;

import dev.twofold.tier.near.NearEntry;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.ehcache.expiry.ExpiryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Lets Ehcache drop entries when their deadline has come, values with the grace of their region
 * later. Ehcache counts by the wall clock, which may be set back: who reads an entry checks its
 * deadline too.
 */
final class DeadlineExpiry implements ExpiryPolicy<Object, NearEntry> {

  private final long grace;
  private final LongSupplier nanoTime;

  DeadlineExpiry(Duration grace, LongSupplier nanoTime) {
    this.grace = grace.toNanos();
    this.nanoTime = nanoTime;
  }

  /** Whether an entry is not to be kept any more. */
  boolean isOver(NearEntry entry) {
    return remaining(entry) <= 0;
  }

  private long remaining(NearEntry entry) {
    return entry.deadline() + (entry.isAbsent() ? 0 : grace) - nanoTime.getAsLong();
  }

  @Override
  public Duration getExpiryForCreation(Object key, NearEntry entry) {
    return Duration.ofNanos(Math.max(0, remaining(entry)));
  }

  /** Null: being read changes nothing. */
  @Override
  public @Nullable Duration getExpiryForAccess(Object key, Supplier<? extends NearEntry> entry) {
    return null;
  }

  @Override
  public Duration getExpiryForUpdate(
      Object key, Supplier<? extends NearEntry> old, NearEntry entry) {
    return getExpiryForCreation(key, entry);
  }
}
