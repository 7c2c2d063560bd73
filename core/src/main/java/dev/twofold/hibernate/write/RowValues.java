package dev.twofold.hibernate.write;

import dev.twofold.invalidation.RowChange.Known;
import dev.twofold.invalidation.RowChange.State;
import dev.twofold.invalidation.RowChange.Unknown;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of a row by attribute, a path into embeddables with dots. Not thread-safe. */
final class RowValues {

  private final Map<String, @Nullable Object> values = new HashMap<>();
  private final Set<String> embeddables = new HashSet<>();
  private final boolean isComplete;

  /**
   * @param isComplete whether the state of the row is known, beside attributes that are not loaded
   */
  RowValues(boolean isComplete) {
    this.isComplete = isComplete;
  }

  boolean isComplete() {
    return isComplete;
  }

  void put(String attribute, @Nullable Object value) {
    values.put(attribute, value);
  }

  /** Puts an embeddable, whose own attributes tell whether it has changed. */
  void putEmbeddable(String attribute, @Nullable Object value) {
    put(attribute, value);
    embeddables.add(attribute);
  }

  boolean isEmbeddable(String attribute) {
    return embeddables.contains(attribute);
  }

  void forget(String attribute) {
    values.remove(attribute);
  }

  /** Forgets a value that is not of a type. */
  void forgetUnless(String attribute, Class<?> type) {
    Object value = values.get(attribute);
    if (value != null && !type.isInstance(value)) {
      forget(attribute);
    }
  }

  /** Gives an attribute the value that it has elsewhere. */
  void copy(String attribute, RowValues source, String sourceAttribute) {
    if (source.has(sourceAttribute)) {
      put(attribute, source.values.get(sourceAttribute));
    } else {
      forget(attribute);
    }
  }

  boolean has(String attribute) {
    return values.containsKey(attribute);
  }

  Set<String> attributes() {
    return values.keySet();
  }

  State state(String attribute) {
    return has(attribute) ? new Known(values.get(attribute)) : new Unknown();
  }

  boolean isEqual(String attribute, RowValues other) {
    return has(attribute)
        && other.has(attribute)
        && Objects.deepEquals(values.get(attribute), other.values.get(attribute));
  }
}
