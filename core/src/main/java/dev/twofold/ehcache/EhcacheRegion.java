package dev.twofold.ehcache;

import dev.twofold.tier.near.NearEntry;
import dev.twofold.tier.near.NearKey;
import dev.twofold.tier.near.NearRegion;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The heap of a region, and what may be below it. Thread-safe. */
final class EhcacheRegion implements NearRegion {

  private final HeapEntries heap;
  private final @Nullable EncodedEntries belowHeap;
  private final LongSupplier nanoTime;

  EhcacheRegion(HeapEntries heap, @Nullable EncodedEntries belowHeap, LongSupplier nanoTime) {
    this.heap = heap;
    this.belowHeap = belowHeap;
    this.nanoTime = nanoTime;
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
    if (isOver(entry)) {
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
    if (!isOver(entry)) {
      heap.putIfAbsent(key, entry);
    }
  }

  private boolean isOver(NearEntry entry) {
    return entry.deadline() - nanoTime.getAsLong() <= 0;
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
