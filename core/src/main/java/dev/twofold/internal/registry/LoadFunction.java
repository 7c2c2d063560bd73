package dev.twofold.internal.registry;

import dev.twofold.error.LoadException;
import dev.twofold.key.ParameterValues;
import dev.twofold.loader.LoadContext;
import dev.twofold.tier.DatabaseRead;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads the cached forms of many keys, whatever kind of loader it is.
 *
 * @param <K> type of keys
 * @param <C> type of cached forms
 */
@FunctionalInterface
public interface LoadFunction<K, C> {

  /**
   * Loads one batch.
   *
   * @param keys not empty, unmodifiable
   */
  Answer<K, C> load(Set<K> keys, Call call) throws Exception;

  /** What a load may use. */
  interface Call extends LoadContext, Supplier<DatabaseRead> {

    /** The parameters of the loader. */
    ParameterValues parameters();

    /** What the question told about a key beside the key; null if it told nothing. */
    @Nullable Object hint(Object key);

    /** The read of the loader's database; opened when first asked for. */
    @Override
    DatabaseRead get();
  }

  /**
   * What a load answered, unchecked.
   *
   * @param values by key; may hold nulls, extra keys, or lack keys if the loader is wrong
   * @param failures of keys that the load could not answer though others it could
   * @param byproducts what the load tells about keys of other loaders
   */
  record Answer<K, C>(
      Map<K, C> values, Map<K, LoadException> failures, List<Byproduct<?, ?>> byproducts) {

    /** What an application's own load function answered. */
    static <K, C> Answer<K, C> of(Map<K, C> values) {
      return new Answer<>(values, Map.of(), List.of());
    }
  }

  /**
   * A value that a load found beside what it was asked for: a row found by a unique key, or the
   * unique key of a row.
   *
   * @param loader whose value it is
   * @param key normalized
   * @param cached the cached form
   * @param incidental whether nobody wanted it: that it is never read is no waste
   */
  record Byproduct<K, C>(RegisteredLoader<K, C, ?> loader, K key, C cached, boolean incidental) {

    public Byproduct(RegisteredLoader<K, C, ?> loader, K key, C cached) {
      this(loader, key, cached, false);
    }
  }
}
