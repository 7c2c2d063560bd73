package dev.twofold.ehcache;

import dev.twofold.tier.near.NearEntry;
import dev.twofold.tier.near.NearKey;
import dev.twofold.tier.near.NearRegion;
import org.jspecify.annotations.Nullable;

/** The heap of a region, and what may be below it. Thread-safe. */
final class EhcacheRegion implements NearRegion {

  private final HeapEntries heap;
  private final @Nullable EncodedEntries belowHeap;
  private final DeadlineExpiry expiry;

  EhcacheRegion(HeapEntries heap, @Nullable EncodedEntries belowHeap, DeadlineExpiry expiry) {
    this.heap = heap;
    this.belowHeap = belowHeap;
    this.expiry = expiry;
  }

  @Override
  public @Nullable NearEntry get(NearKey key) {
    NearEntry entry = heap.get(key);
    if (entry == null && belowHeap != null) {
      entry = belowHeap.get(key);
    }
    return entry;
  }

  @Override
  public void put(NearKey key, NearEntry entry, byte @Nullable [] payload) {
    if (expiry.isOver(entry)) {
      remove(key);
      return;
    }
    heap.put(key, entry);
    if (belowHeap != null) {
      belowHeap.put(key, entry, payload);
    }
  }

  @Override
  public void promote(NearKey key, NearEntry entry) {
    if (!expiry.isOver(entry)) {
      heap.putIfAbsent(key, entry);
    }
  }

  @Override
  public boolean keepsBytes() {
    return belowHeap != null;
  }

  @Override
  public void remove(NearKey key) {
    heap.remove(key);
    if (belowHeap != null) {
      belowHeap.remove(key);
    }
  }

  @Override
  public void clear() {
    heap.clear();
    if (belowHeap != null) {
      belowHeap.clear();
    }
  }

  @Override
  public long size() {
    return heap.size();
  }

  /** From now on it has nothing and keeps nothing. */
  void close() {
    heap.close();
    if (belowHeap != null) {
      belowHeap.close();
    }
  }
}
