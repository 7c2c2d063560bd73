package dev.twofold.internal.read;

import dev.twofold.internal.near.NearCache;
import dev.twofold.internal.registry.TierFormat;
import dev.twofold.internal.store.Counter;
import dev.twofold.key.ParameterValues;
import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.near.NearEntry;
import dev.twofold.tier.near.NearKey;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key that the distributed tier may answer.
 *
 * @param position of the key in the batch
 */
record OpenKey<K, C, V>(Batch<K, C, V> batch, int position, TierKey name, TierFormat<K, C> format) {

  private K key() {
    return batch.keys().at(position);
  }

  /**
   * Takes an entry of the distributed tier, and puts it into the near tier.
   *
   * @param vintage of the answer
   * @param start a moment before the tier was asked
   * @return whether it could be read
   */
  boolean take(Lookup.Hit hit, long vintage, long start) {
    C cached = format.decode(hit.payload(), batch.store().counters());
    if (cached == null) {
      return false;
    }
    batch.found(position, cached, Counter.DISTRIBUTED);
    ParameterValues parameters = batch.store().parameters();
    Duration inNear = format.lifetime().inNear(hit.remaining(), parameters, key());
    keep(cached, hit.payload(), hit.tags(), vintage, start, inNear);
    return true;
  }

  /** Says that an entry was read, which may have to be refreshed. */
  void read(Lookup.Hit hit, DueKeys due) {
    format.lifetime().read(batch.store().parameters(), key());
    due.read(batch, key(), format.lifetime(), hit.remaining());
  }

  /** As above, for known absence. */
  void take(Lookup.KnownAbsent absent, long vintage, long start) {
    batch.knownAbsent(position);
    keep(null, null, format.tags(key()), vintage, start, absent.remaining());
  }

  private void keep(
      @Nullable C cached,
      byte @Nullable [] payload,
      @Nullable Set<String> tags,
      long vintage,
      long start,
      Duration remaining) {
    NearCache near = format.near();
    NearKey nearKey = near == null ? null : batch.store().nearKey(key());
    if (near != null && nearKey != null && tags != null) {
      long deadline = near.deadline(start, remaining);
      near.put(nearKey, new NearEntry(cached, null, vintage, deadline, tags), name, payload);
    }
  }

  /** Says whether somebody else is loading the key. */
  void awaits(boolean other) {
    if (other) {
      batch.elsewhere().await(key());
    } else {
      batch.elsewhere().awaitNoMore(key());
    }
  }

  /** Says that the key is being written. */
  void barred() {
    batch.barred(key());
  }

  /** Joins the load that has a lease, if it is one of this process; whether it is. */
  boolean joins(LoadSharing sharing, Lease lease) {
    return sharing.join(batch, key(), lease);
  }

  /** Whether the request has not learnt the key since. */
  boolean isOpen() {
    return batch.isStillOpen(key());
  }

  void undecodable() {
    batch.undecodable(key());
  }
}
