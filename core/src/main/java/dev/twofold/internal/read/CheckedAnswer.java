package dev.twofold.internal.read;

import dev.twofold.error.LoadException;
import dev.twofold.internal.registry.LoadFunction.Answer;
import dev.twofold.internal.registry.RegisteredLoader;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a load function answered, held against what it was asked. The rules are the contract of
 * {@link dev.twofold.loader.BatchLoader#loadAll}.
 *
 * @param values of keys that were asked for; never null
 * @param failures of keys whose answer broke the contract
 * @param unasked how many answers nobody asked for
 */
record CheckedAnswer<K, C>(Map<K, C> values, Map<K, LoadException> failures, int unasked) {

  static <K, C> CheckedAnswer<K, C> of(
      RegisteredLoader<K, C, ?> loader, Set<K> keys, Answer<K, C> answered) {
    @Nullable Map<K, C> answer = answered.values();
    if (answer == null) {
      return new CheckedAnswer<>(
          Map.of(), failAll(keys, Failures.nullAnswer(loader, keys.size())), 0);
    }
    Map<K, C> values = new HashMap<>(answer.size() * 2);
    Map<K, LoadException> failures = new HashMap<>(answered.failures());
    failures.keySet().retainAll(keys);
    int unasked = answered.failures().size() - failures.size();
    for (Map.Entry<K, @Nullable C> entry : answer.entrySet()) {
      K key = normalized(loader, entry.getKey());
      C value = entry.getValue();
      boolean first = !values.containsKey(key) && !failures.containsKey(key);
      if (key == null || !keys.contains(key)) {
        unasked++;
      } else if (first && value == null) {
        failures.put(key, Failures.nullValues(loader, 1, keys.size()));
      } else if (first && value != null) {
        // Another spelling of a key that is answered is no stranger: the first answer counts.
        values.put(key, value);
      }
    }
    int unanswered = keys.size() - values.size() - failures.size();
    if (unasked > 0 && unanswered > 0) {
      LoadException failure = Failures.unasked(loader, unasked, unanswered, keys.size());
      for (K key : keys) {
        if (!values.containsKey(key)) {
          failures.putIfAbsent(key, failure);
        }
      }
    }
    return new CheckedAnswer<>(values, failures, unasked);
  }

  private static <K> @Nullable K normalized(RegisteredLoader<K, ?, ?> loader, @Nullable K key) {
    return key == null ? null : loader.normalization().apply(key);
  }

  private static <K> Map<K, LoadException> failAll(Set<K> keys, LoadException failure) {
    Map<K, LoadException> failures = new HashMap<>();
    keys.forEach(key -> failures.put(key, failure));
    return failures;
  }
}
