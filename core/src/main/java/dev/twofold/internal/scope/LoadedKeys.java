package dev.twofold.internal.scope;

import dev.twofold.Loaded;
import dev.twofold.internal.read.Failed;
import dev.twofold.internal.store.Absent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An answer as two arrays: the keys as they were asked, and what became of each. The collections
 * are made when they are asked for.
 */
final class LoadedKeys<K, V> implements Loaded<K, V> {

  private final List<K> keys;

  /** Per key: a value of type V, {@link Absent#ABSENT}, or a {@link Failed}. */
  private final Object[] outcomes;

  private final List<K> stale;

  /**
   * @param stale those of the keys whose values have expired, each once
   */
  LoadedKeys(List<K> keys, Object[] outcomes, List<K> stale) {
    this.keys = keys;
    this.outcomes = outcomes;
    this.stale = stale;
  }

  @SuppressWarnings("unchecked") // what is neither absent nor failed is a value
  private V value(int i) {
    return (V) outcomes[i];
  }

  private boolean isValue(int i) {
    return isValue(outcomes[i]);
  }

  static boolean isValue(Object outcome) {
    return outcome != Absent.ABSENT && !(outcome instanceof Failed);
  }

  @Override
  public Map<K, V> found() {
    Map<K, V> found = new LinkedHashMap<>();
    for (int i = 0; i < outcomes.length; i++) {
      if (isValue(i)) {
        found.putIfAbsent(keys.get(i), value(i));
      }
    }
    return Collections.unmodifiableMap(found);
  }

  /** Whether every key has a value, as is usual. */
  private boolean isComplete() {
    for (int i = 0; i < outcomes.length; i++) {
      if (!isValue(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  @SuppressWarnings("unchecked") // what is neither absent nor failed is a value
  public List<V> inOrder() {
    if (isComplete()) {
      return (List<V>) Collections.unmodifiableList(Arrays.asList(outcomes));
    }
    List<V> values = new ArrayList<>(outcomes.length);
    for (int i = 0; i < outcomes.length; i++) {
      if (outcomes[i] instanceof Failed failed) {
        throw failed.reason();
      }
      if (outcomes[i] != Absent.ABSENT) {
        values.add(value(i));
      }
    }
    return Collections.unmodifiableList(values);
  }

  @Override
  public List<K> missing() {
    if (isComplete()) {
      return List.of();
    }
    Set<K> missing = new LinkedHashSet<>();
    for (int i = 0; i < outcomes.length; i++) {
      if (outcomes[i] == Absent.ABSENT) {
        missing.add(keys.get(i));
      }
    }
    return List.copyOf(missing);
  }

  @Override
  public List<K> stale() {
    return stale;
  }

  @Override
  public Map<K, RuntimeException> failed() {
    Map<K, RuntimeException> failures = new LinkedHashMap<>();
    for (int i = 0; i < outcomes.length; i++) {
      if (outcomes[i] instanceof Failed failed) {
        failures.putIfAbsent(keys.get(i), failed.reason());
      }
    }
    return Collections.unmodifiableMap(failures);
  }

  /** Counts and no values: an answer gets into logs by accident. */
  @Override
  public String toString() {
    int found = 0;
    int missing = 0;
    for (int i = 0; i < outcomes.length; i++) {
      found += isValue(i) ? 1 : 0;
      missing += outcomes[i] == Absent.ABSENT ? 1 : 0;
    }
    return "Loaded[found=%d, missing=%d, failed=%d]"
        .formatted(found, missing, outcomes.length - found - missing);
  }
}
