package dev.twofold.internal.warmup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys that are read most, in bounded memory: the algorithm Space-Saving of Metwally, Agrawal
 * and El Abbadi, "Efficient Computation of Frequent and Top-k Elements in Data Streams", ICDT 2005.
 *
 * <p>So many counters as the capacity, in a heap by their counts. A key that has none takes over
 * the smallest counter with its count. After n keys no count is too small, none is too large by
 * more than n / capacity, and every key that came more often than that has a counter. A counter
 * takes about 100 bytes beside its key. Ageing halves all counts, so that what was read long ago
 * makes room. Not thread-safe.
 *
 * @param <K> type of keys
 */
final class SpaceSaving<K> {

  /**
   * How often a key came.
   *
   * @param count at least that often as it came since it was last forgotten, and maybe more
   */
  record Hot<K>(K key, long count) {}

  private static final class Counter<K> {
    private K key;
    private long count;
    private int position;

    Counter(K key, int position) {
      this.key = key;
      this.position = position;
    }
  }

  private static final int FEW = 16;

  private final int capacity;
  private final Map<K, Counter<K>> byKey = new HashMap<>();

  /** The smallest count is at the top. It grows up to the capacity. */
  private Counter<K>[] heap;

  /**
   * @param capacity at least 1
   */
  SpaceSaving(int capacity) {
    this.capacity = capacity;
    this.heap = array(Math.min(FEW, capacity));
  }

  @SuppressWarnings("unchecked") // only counters of such keys are put into it
  private static <K> Counter<K>[] array(int length) {
    return (Counter<K>[]) new Counter<?>[length];
  }

  /** A key came. */
  void offer(K key) {
    Counter<K> counter = byKey.get(key);
    if (counter == null) {
      counter = byKey.size() < capacity ? add(key) : takeOverSmallest(key);
      byKey.put(key, counter);
    }
    counter.count++;
    siftDown(counter);
  }

  private Counter<K> add(K key) {
    int position = byKey.size();
    if (position == heap.length) {
      heap = Arrays.copyOf(heap, Math.min(capacity, heap.length * 2));
    }
    Counter<K> counter = new Counter<>(key, position);
    siftUp(counter);
    return counter;
  }

  private Counter<K> takeOverSmallest(K key) {
    Counter<K> smallest = heap[0];
    byKey.remove(smallest.key);
    smallest.key = key;
    return smallest;
  }

  private void siftUp(Counter<K> counter) {
    int position = counter.position;
    while (position > 0 && heap[(position - 1) / 2].count > counter.count) {
      place(heap[(position - 1) / 2], position);
      position = (position - 1) / 2;
    }
    place(counter, position);
  }

  private void siftDown(Counter<K> counter) {
    int size = byKey.size();
    int position = counter.position;
    for (int child = 2 * position + 1; child < size; child = 2 * position + 1) {
      if (child + 1 < size && heap[child + 1].count < heap[child].count) {
        child++;
      }
      if (heap[child].count >= counter.count) {
        break;
      }
      place(heap[child], position);
      position = child;
    }
    place(counter, position);
  }

  private void place(Counter<K> counter, int position) {
    heap[position] = counter;
    counter.position = position;
  }

  /** Halves all counts. The heap stays one: what was not smaller is not smaller after it. */
  void age() {
    for (int i = 0; i < byKey.size(); i++) {
      heap[i].count /= 2;
    }
  }

  /** How many keys have a counter. */
  int size() {
    return byKey.size();
  }

  /** The keys with the largest counts above zero, largest first. */
  List<Hot<K>> top(int limit) {
    List<Hot<K>> all = new ArrayList<>(byKey.size());
    byKey.values().stream()
        .filter(counter -> counter.count > 0)
        .forEach(counter -> all.add(new Hot<>(counter.key, counter.count)));
    all.sort(Comparator.<Hot<K>>comparingLong(Hot::count).reversed());
    return all.subList(0, Math.min(limit, all.size()));
  }
}
