package dev.twofold.internal.read;

import dev.twofold.internal.near.NearCaches;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.internal.tiers.FillQueue;
import dev.twofold.internal.tiers.RequestTier;
import dev.twofold.internal.tiers.Withheld;
import dev.twofold.tier.TierKey;
import org.jspecify.annotations.Nullable;

/**
 * The tiers below the request and above the database, as one request sees them.
 *
 * @param distributed the distributed tier
 * @param near the near tier
 * @param ownWrites what they know nothing of
 * @param withheld what the distributed tier has not been told
 * @param pause how to wait for what others load
 * @param fillQueue fills that the request does not wait for
 * @param loads what is known of the loads of all requests
 */
public record SharedTiers(
    RequestTier distributed,
    NearCaches near,
    OwnWrites ownWrites,
    Withheld withheld,
    Pause pause,
    FillQueue fillQueue,
    SharedLoads loads) {

  /** Whether the tiers are neither asked for an entry nor given it. */
  <K> boolean bypass(LoaderStore<K, ?, ?> store, K key) {
    return ownWrites.cover(store, key) || (!withheld.isEmpty() && isWithheld(store.tierKey(key)));
  }

  private boolean isWithheld(@Nullable TierKey name) {
    return name != null && withheld.covers(name);
  }
}
