package dev.twofold.internal.read;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keys in the order asked, without duplicates, each with its position: what is known of them can be
 * kept in arrays. A table with open addressing finds positions; few keys are compared one by one,
 * and keys that crowd the table, because somebody has chosen them so, get a hash map of the JDK. As
 * a set it is unmodifiable, so that loaders may be given it. Not thread-safe while keys are
 * included.
 *
 * @param <K> type of keys
 */
public final class Keys<K> extends AbstractSet<K> {

  /** So few keys need no table. */
  private static final int FEW = 8;

  /** So far from their slots keys are on average at most; ordinary hash codes stay below 2. */
  private static final int FAR = 8;

  /** So far from their slots a few keys may be, whatever the average. */
  private static final int FAR_AT_FIRST = 256;

  private static final int[] NO_TABLE = {};

  /** Spreads hash codes that differ in their low bits only, or in their high bits only. */
  private static final int SPREAD = 0x9E3779B9;

  private Object[] keys;

  /** By position; spares most comparisons, as {@code equals} is code of the application. */
  private int[] hashCodes;

  private int size;

  /** Position + 1 by slot; 0: the slot is free. Empty as long as there are few keys. */
  private int[] table = NO_TABLE;

  /** How far from its slot any key is kept: no search goes further. */
  private int farthest;

  /** How far from their slots all keys are together. */
  private long distances;

  /** Positions of keys that crowd the table, which then is not used any more. */
  private @Nullable Map<Object, Integer> crowded;

  /**
   * @param expected how many keys will be included; may be exceeded
   */
  public Keys(int expected) {
    keys = new Object[Math.max(1, expected)];
    hashCodes = new int[keys.length];
    if (expected > FEW) {
      index();
    }
  }

  /** One key. */
  public static <K> Keys<K> of(K key) {
    Keys<K> keys = new Keys<>(1);
    keys.include(key);
    return keys;
  }

  /** Some keys. */
  public static <K> Keys<K> copyOf(Collection<? extends K> some) {
    Keys<K> keys = new Keys<>(some.size());
    some.forEach(keys::include);
    return keys;
  }

  /**
   * Adds a key behind all others.
   *
   * @return false if it is there already
   */
  public boolean include(K key) {
    int hashCode = key.hashCode();
    if (position(key, hashCode) >= 0) {
      return false;
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size * 2);
      hashCodes = Arrays.copyOf(hashCodes, size * 2);
      if (keys.length > FEW && crowded == null) {
        index();
      }
    }
    hashCodes[size] = hashCode;
    keys[size++] = key;
    if (crowded != null) {
      crowded.put(key, size - 1);
    } else if (table.length > 0) {
      place(size - 1);
    }
    return true;
  }

  /** Makes a table for as many keys as there is room for, at most two thirds full. */
  private void index() {
    table = new int[Integer.highestOneBit(keys.length * 3 / 2) * 2];
    farthest = 0;
    distances = 0;
    for (int position = 0; position < size && crowded == null; position++) {
      place(position);
    }
  }

  /** Enters the key at a position. */
  private void place(int position) {
    int slot = slot(hashCodes[position]);
    int distance = 0;
    while (table[slot] != 0) {
      slot = next(slot);
      distance++;
      distances++;
      if (distances > FAR_AT_FIRST + (long) FAR * size) {
        crowded = positions();
        return;
      }
    }
    table[slot] = position + 1;
    farthest = Math.max(farthest, distance);
  }

  private Map<Object, Integer> positions() {
    Map<Object, Integer> positions = new HashMap<>();
    for (int position = 0; position < size; position++) {
      positions.put(keys[position], position);
    }
    return positions;
  }

  /** Where a key belongs in the table. */
  private int slot(int hashCode) {
    int spread = hashCode * SPREAD;
    return (spread ^ spread >>> 16) & table.length - 1;
  }

  private int next(int slot) {
    return slot + 1 & table.length - 1;
  }

  /** Where a key is; -1: nowhere. */
  int position(Object key) {
    return position(key, key.hashCode());
  }

  private int position(Object key, int hashCode) {
    if (crowded != null) {
      return crowded.getOrDefault(key, -1);
    }
    return table.length > 0 ? search(key, hashCode) : compare(key, hashCode);
  }

  private int search(Object key, int hashCode) {
    int slot = slot(hashCode);
    for (int distance = 0; distance <= farthest; distance++) {
      int position = table[slot] - 1;
      if (position < 0 || is(position, key, hashCode)) {
        return position;
      }
      slot = next(slot);
    }
    return -1;
  }

  private int compare(Object key, int hashCode) {
    for (int position = 0; position < size; position++) {
      if (is(position, key, hashCode)) {
        return position;
      }
    }
    return -1;
  }

  /** As hash maps of the JDK compare: the same instance is equal, whatever it says itself. */
  @SuppressWarnings("ReferenceEquality")
  private boolean is(int position, Object key, int hashCode) {
    return hashCodes[position] == hashCode && (keys[position] == key || key.equals(keys[position]));
  }

  /** The key at a position. */
  @SuppressWarnings("unchecked") // only keys of type K are included
  K at(int position) {
    return (K) keys[Objects.checkIndex(position, size)];
  }

  /**
   * Those of a range of positions that fulfil a condition: these keys themselves if all of them do,
   * which is usual and saves the copy.
   */
  Keys<K> only(int start, int end, Predicate<? super K> condition) {
    int same = start;
    while (same < end && condition.test(at(same))) {
      same++;
    }
    if (same - start == size) {
      return this;
    }
    Keys<K> some = new Keys<>(same > start ? end - start : Math.min(end - start, FEW));
    for (int i = start; i < end; i++) {
      if (i < same || (i > same && condition.test(at(i)))) {
        some.include(at(i));
      }
    }
    return some;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean contains(@Nullable Object key) {
    return key != null && position(key) >= 0;
  }

  @Override
  public Iterator<K> iterator() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < size;
      }

      @Override
      public K next() {
        if (next >= size) {
          throw new NoSuchElementException();
        }
        return at(next++);
      }
    };
  }
}
