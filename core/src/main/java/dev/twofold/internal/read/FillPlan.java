package dev.twofold.internal.read;

import dev.twofold.internal.registry.TierFormat;
import dev.twofold.internal.store.Counter;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.internal.tiers.RequestTier;
import dev.twofold.region.RegionPolicy;
import dev.twofold.tier.Fill;
import dev.twofold.tier.TierKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Collects what a wave puts into the distributed tier, for one pipeline. Used by one thread. */
final class FillPlan {

  private record Planned(Fill fill, LoaderStore<?, ?, ?> store) {}

  /** By text of the key, so that what several loads tell about a key is put once. */
  private final Map<String, Planned> fills = new LinkedHashMap<>();

  private final List<TierKey> removals = new ArrayList<>();
  private final RequestTier tier;

  FillPlan(RequestTier tier) {
    this.tier = tier;
  }

  /**
   * Plans to put a value.
   *
   * @return whether it will be put; false where the loader has no entries there, or the value is
   *     too large or cannot be written
   */
  <K, C> boolean value(LoaderStore<K, C, ?> store, K key, C cached) {
    TierFormat<K, C> format = store.loader().tierFormat();
    TierKey name = tier.usable() ? store.tierKey(key) : null;
    if (format == null || name == null) {
      return false;
    }
    byte[] payload = format.encode(cached);
    if (payload == null) {
      return false;
    }
    if (payload.length > format.policy().maximumValueBytes()) {
      store.counters().add(Counter.OVERSIZED, 1);
      return false;
    }
    add(store, new Fill(name, payload, jittered(format.policy().timeToLive(), format.policy())));
    return true;
  }

  /**
   * Plans to remember that a key has no value.
   *
   * @return whether it will be remembered
   */
  <K> boolean absence(LoaderStore<K, ?, ?> store, K key) {
    TierFormat<K, ?> format = store.loader().tierFormat();
    TierKey name = tier.usable() ? store.tierKey(key) : null;
    if (format == null || name == null || format.policy().negativeTimeToLive().isZero()) {
      return false;
    }
    add(
        store,
        new Fill(name, null, jittered(format.policy().negativeTimeToLive(), format.policy())));
    return true;
  }

  /** Plans to remove what stands under a key. */
  <K> void removal(LoaderStore<K, ?, ?> store, K key) {
    TierKey name = tier.usable() ? store.tierKey(key) : null;
    if (name != null) {
      removals.add(name);
    }
  }

  private void add(LoaderStore<?, ?, ?> store, Fill fill) {
    fills.put(fill.key().text(), new Planned(fill, store));
  }

  /** Shortens only, so that no entry outlives what its region promises. */
  private static Duration jittered(Duration timeToLive, RegionPolicy policy) {
    long millis = timeToLive.toMillis();
    long cut = (long) (millis * policy.jitter() * ThreadLocalRandom.current().nextDouble());
    return Duration.ofMillis(Math.max(1, millis - cut));
  }

  /** Sends everything: at most one pipeline of entries and one removal. */
  void send() {
    if (!fills.isEmpty() && tier.fill(fills.values().stream().map(Planned::fill).toList())) {
      fills.values().forEach(planned -> planned.store().counters().add(Counter.FILLS, 1));
    }
    if (tier.usable()) {
      tier.remove(removals);
    }
  }
}
