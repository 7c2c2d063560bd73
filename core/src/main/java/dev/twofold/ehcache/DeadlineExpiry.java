package dev.twofold.ehcache;

import dev.twofold.tier.near.NearEntry;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.ehcache.expiry.ExpiryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Lets Ehcache drop entries when their deadline has come. Ehcache counts by the wall clock, which
 * may be set back: who reads an entry checks its deadline too.
 */
final class DeadlineExpiry implements ExpiryPolicy<Object, NearEntry> {

  private final LongSupplier nanoTime;

  DeadlineExpiry(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public Duration getExpiryForCreation(Object key, NearEntry entry) {
    return Duration.ofNanos(Math.max(0, entry.deadline() - nanoTime.getAsLong()));
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
