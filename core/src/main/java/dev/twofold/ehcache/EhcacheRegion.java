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
  private final long largestOnHeap;

  /**
   * @param largestOnHeap values that encode to more bytes are not kept on the heap
   */
  EhcacheRegion(
      HeapEntries heap,
      @Nullable EncodedEntries belowHeap,
      DeadlineExpiry expiry,
      long largestOnHeap) {
    this.heap = heap;
    this.belowHeap = belowHeap;
    this.expiry = expiry;
    this.largestOnHeap = largestOnHeap;
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
    if (isForHeap(payload)) {
      heap.put(key, entry);
    } else {
      heap.remove(key);
    }
    if (belowHeap != null) {
      belowHeap.put(key, entry, payload);
    }
  }

  @Override
  public void promote(NearKey key, NearEntry encoded, Object form) {
    if (!expiry.isOver(encoded) && isForHeap(encoded.payload())) {
      heap.putIfAbsent(key, encoded.decoded(form));
    }
  }

  private boolean isForHeap(byte @Nullable [] payload) {
    return payload == null || payload.length <= largestOnHeap;
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

  /** Whether what is below the heap can be relied on. */
  boolean isSoundBelowHeap() {
    return belowHeap != null && belowHeap.isSound();
  }

  /** From now on it has nothing and keeps nothing. */
  void close() {
    heap.close();
    if (belowHeap != null) {
      belowHeap.close();
    }
  }
}
