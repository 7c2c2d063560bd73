package dev.twofold.testing;

import dev.twofold.region.NearPolicy;
import dev.twofold.tier.near.NearEntry;
import dev.twofold.tier.near.NearKey;
import dev.twofold.tier.near.NearRegion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A region of an {@link InMemoryNearTier}; the entry that was used longest ago goes first. */
final class InMemoryNearRegion implements NearRegion {

  private final InMemoryNearTier tier;
  private final boolean keepsBytes;
  private final NearPolicy policy;
  private final long grace;
  private final LongSupplier nanoTime;
  private final Map<NearKey, NearEntry> heap;
  private final Map<NearKey, NearEntry> belowHeap = new LinkedHashMap<>();

  InMemoryNearRegion(InMemoryNearTier tier, NearPolicy policy, LongSupplier nanoTime) {
    this.tier = tier;
    this.policy = policy;
    this.keepsBytes = policy.offHeapBytes() > 0 || policy.diskBytes() > 0;
    this.grace = policy.grace().toNanos();
    this.nanoTime = nanoTime;
    this.heap = new Bounded(policy.entries());
  }

  @Override
  public synchronized @Nullable NearEntry get(NearKey key) {
    tier.beginGet();
    tier.gets.incrementAndGet();
    NearEntry entry = heap.get(key);
    if (entry == null) {
      entry = belowHeap.get(key);
    }
    if (entry == null || isOver(entry)) {
      return null;
    }
    tier.hits.incrementAndGet();
    return entry;
  }

  @Override
  public synchronized void put(NearKey key, NearEntry entry, byte @Nullable [] payload) {
    tier.failIfTold();
    tier.puts.incrementAndGet();
    forget(key);
    if (tier.isClosed() || isOver(entry)) {
      return;
    }
    if (isForHeap(payload)) {
      heap.put(key, entry);
    }
    boolean known = entry.isAbsent() || payload != null;
    if (keepsBytes && known && (payload == null || payload.length <= policy.largestBelowHeap())) {
      belowHeap.put(key, entry.encoded(payload == null ? null : payload.clone()));
    }
  }

  @Override
  public synchronized void promote(NearKey key, NearEntry encoded, Object form) {
    tier.failIfTold();
    tier.puts.incrementAndGet();
    if (!tier.isClosed() && !isOver(encoded) && isForHeap(encoded.payload())) {
      heap.putIfAbsent(key, encoded.decoded(form));
    }
  }

  private boolean isForHeap(byte @Nullable [] payload) {
    return payload == null || payload.length <= policy.heapValueBytes();
  }

  @Override
  public boolean keepsBytes() {
    return keepsBytes;
  }

  @Override
  public synchronized void remove(NearKey key) {
    tier.failIfTold();
    tier.removes.incrementAndGet();
    forget(key);
  }

  private void forget(NearKey key) {
    heap.remove(key);
    belowHeap.remove(key);
  }

  @Override
  public synchronized void clear() {
    tier.failIfTold();
    forget();
  }

  synchronized void forget() {
    heap.clear();
    belowHeap.clear();
  }

  @Override
  public synchronized long size() {
    return heap.size();
  }

  private boolean isOver(NearEntry entry) {
    return entry.deadline() + (entry.isAbsent() ? 0 : grace) - nanoTime.getAsLong() <= 0;
  }

  /** A map that drops its eldest entry when it has too many. */
  private static final class Bounded extends LinkedHashMap<NearKey, NearEntry> {

    private static final long serialVersionUID = 1L;

    private final int limit;

    Bounded(int limit) {
      super(16, 0.75f, true);
      this.limit = limit;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<NearKey, NearEntry> eldest) {
      return size() > limit;
    }
  }
}
