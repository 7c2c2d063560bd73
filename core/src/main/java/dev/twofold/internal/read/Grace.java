package dev.twofold.internal.read;

import dev.twofold.internal.near.NearCache;
import dev.twofold.internal.registry.TierFormat;
import dev.twofold.internal.store.Counter;
import dev.twofold.tier.near.NearEntry;
import dev.twofold.tier.near.NearKey;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of keys whose load has failed: where their region has a grace, they are answered
 * with expired values that the near tier still has, unless they became stale since. Such a value is
 * put nowhere. Whoever interrupts a request wants it to end, and gets the failure. Used by one
 * thread.
 */
final class Grace {

  private final SharedTiers tiers;

  Grace(SharedTiers tiers) {
    this.tiers = tiers;
  }

  /** Answers those keys of a load that it can, and fails the others. */
  <K> void fail(Batch<K, ?, ?> batch, Keys<K> keys, RuntimeException reason) {
    keys.forEach(key -> fail(batch, key, reason));
  }

  /** As above, for one key. */
  <K, C> void fail(Batch<K, C, ?> batch, K key, RuntimeException reason) {
    // Making the request form of another key may have asked for this one.
    if (!batch.isStillOpen(key)) {
      return;
    }
    TierFormat<K, C> format = batch.store().loader().tierFormat();
    C expired = format == null ? null : expired(batch, key, format);
    if (format == null || expired == null) {
      batch.fail(key, reason);
      return;
    }
    format.graceUsed(reason);
    // First, because other threads of the request see the value at once.
    batch.store().stale(key);
    try {
      batch.found(batch.keys().position(key), expired, Counter.STALE);
    } finally {
      if (!batch.store().knows(key)) {
        batch.store().notStale(key);
      }
    }
  }

  /** Not what is being written: that it became stale may not have been heard here yet. */
  private <K, C> @Nullable C expired(Batch<K, C, ?> batch, K key, TierFormat<K, C> format) {
    NearCache near = format.near();
    NearKey name = batch.store().nearKey(key);
    if (near == null
        || name == null
        || batch.mode().replaces()
        || !batch.has(key)
        || batch.isBarred(key)
        || Thread.currentThread().isInterrupted()
        || tiers.bypass(batch.store(), key)) {
      return null;
    }
    NearEntry entry = near.getInGrace(name, tiers.near().nanoTime());
    return entry == null ? null : format.valueOf(entry, batch.store().counters());
  }
}
