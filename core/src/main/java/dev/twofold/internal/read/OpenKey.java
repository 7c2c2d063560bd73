package dev.twofold.internal.read;

import dev.twofold.internal.near.NearCache;
import dev.twofold.internal.registry.TierFormat;
import dev.twofold.internal.store.Counter;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.near.NearEntry;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A key that shared tiers may answer. */
record OpenKey<K, C, V>(Batch<K, C, V> batch, K key, TierKey name, TierFormat<K, C> format) {

  /** Takes an entry of the near tier; whether it could be read. */
  @SuppressWarnings("unchecked") // the near tier has under a name what was put under it
  boolean take(NearCache near, NearEntry entry) {
    if (entry.isAbsent()) {
      batch.knownAbsent(key);
      return true;
    }
    C cached = (C) entry.form();
    byte[] payload = entry.payload();
    if (cached == null && payload != null) {
      cached = format.decode(payload);
      if (cached != null) {
        near.promote(name, entry, cached);
      }
    }
    if (cached != null) {
      batch.found(key, cached, Counter.NEAR);
    }
    return cached != null;
  }

  /**
   * Takes an entry of the distributed tier, and puts it into the near tier.
   *
   * @param vintage of the answer
   * @param start a moment before the tier was asked
   * @return whether it could be read
   */
  boolean take(Lookup.Hit hit, long vintage, long start) {
    C cached = format.decode(hit.payload());
    if (cached == null) {
      return false;
    }
    batch.found(key, cached, Counter.DISTRIBUTED);
    keep(cached, hit.payload(), hit.tags(), vintage, start, hit.remaining());
    return true;
  }

  /** As above, for known absence. */
  void take(Lookup.KnownAbsent absent, long vintage, long start) {
    batch.knownAbsent(key);
    keep(null, null, format.tags(key), vintage, start, absent.remaining());
  }

  private void keep(
      @Nullable C cached,
      byte @Nullable [] payload,
      @Nullable Set<String> tags,
      long vintage,
      long start,
      Duration remaining) {
    NearCache near = format.near();
    if (near != null && tags != null) {
      long deadline = near.deadline(start, remaining);
      near.put(
          name,
          new NearEntry(cached, null, vintage, deadline, tags),
          near.keepsBytes() ? payload : null);
    }
  }

  /** Says whether somebody else is loading the key. */
  void awaits(boolean other) {
    batch.awaits(key, other);
  }

  /** Whether the request has not learnt the key since. */
  boolean isOpen() {
    return batch.isStillOpen(key);
  }

  void undecodable() {
    batch.undecodable(key);
  }
}
