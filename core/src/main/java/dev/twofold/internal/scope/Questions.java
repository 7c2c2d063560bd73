package dev.twofold.internal.scope;

import static java.util.Objects.requireNonNull;

import dev.twofold.Loaded;
import dev.twofold.internal.read.Batch;
import dev.twofold.internal.read.Failed;
import dev.twofold.internal.read.Keys;
import dev.twofold.internal.read.Mode;
import dev.twofold.internal.read.Waves;
import dev.twofold.internal.store.Absent;
import dev.twofold.internal.store.Counter;
import dev.twofold.internal.store.LoaderStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks the request store, and a wave for what it does not know. Questions for one key and for many
 * take the same way; the one for one key only spares the lists when the request knows it.
 */
final class Questions {

  /** No outcomes. */
  private static final Object[] NONE = {};

  private final Waves waves;
  private final int maximumKeys;

  Questions(Waves waves, int maximumKeys) {
    this.waves = waves;
    this.maximumKeys = maximumKeys;
  }

  <K, V> Optional<V> one(LoaderStore<K, ?, V> store, K key, Mode mode) {
    return Optional.ofNullable(store.asValue(outcome(store, key, mode)));
  }

  /** A value, or {@link Absent#ABSENT}. */
  private <K> Object outcome(LoaderStore<K, ?, ?> store, K key, Mode mode) {
    waves.beginQuestion();
    K normalized = normalized(store, key);
    store.counters().add(Counter.ASKED, 1);
    Object known = store.get(normalized);
    if (known != null && mode != Mode.REFRESH) {
      store.counters().add(Counter.REQUEST, 1);
      return known;
    }
    Object outcome = waves.resolve(store, Keys.of(normalized), mode).outcome(normalized);
    if (outcome instanceof Failed failed) {
      throw failed.reason();
    }
    return outcome;
  }

  <K, V> Loaded<K, V> many(LoaderStore<K, ?, V> store, Collection<? extends K> asked, Mode mode) {
    waves.beginQuestion();
    List<K> keys = checked(asked);
    @Nullable Keys<K> unknown = null;
    Object[] known = NONE;
    for (int i = 0; i < keys.size(); i++) {
      K key = normalized(store, keys.get(i));
      Object value = mode == Mode.REFRESH ? null : store.get(key);
      if (value == null) {
        unknown = unknown == null ? new Keys<>(keys.size() - i) : unknown;
        unknown.include(key);
      } else {
        known = known == NONE ? new Object[keys.size()] : known;
        known[i] = value;
      }
    }
    store.counters().add(Counter.ASKED, keys.size());
    store.counters().add(Counter.REQUEST, keys.size() - (unknown == null ? 0 : unknown.size()));
    Object[] outcomes = unknown == null ? known : resolved(store, keys, known, unknown, mode);
    return new LoadedKeys<>(keys, outcomes, stale(store, keys, outcomes));
  }

  /**
   * What became of some keys, once a wave has resolved those that the request did not know.
   *
   * @param known by position of the key; null where it is not known; {@code NONE}: everywhere
   */
  private <K> Object[] resolved(
      LoaderStore<K, ?, ?> store, List<K> keys, Object[] known, Keys<K> unknown, Mode mode) {
    Batch<K, ?, ?> batch = waves.resolve(store, unknown, mode);
    if (unknown.size() == keys.size()) {
      // No key was known or asked for twice: each has the position that it was asked at.
      return batch.outcomes(unknown);
    }
    Object[] outcomes = known == NONE ? new Object[keys.size()] : known;
    for (int i = 0; i < outcomes.length; i++) {
      if (outcomes[i] == null) {
        outcomes[i] = batch.outcome(normalized(store, keys.get(i)));
      }
    }
    return outcomes;
  }

  private static <K> List<K> stale(LoaderStore<K, ?, ?> store, List<K> keys, Object[] outcomes) {
    if (!store.hasStale()) {
      return List.of();
    }
    Set<K> stale = new LinkedHashSet<>();
    for (int i = 0; i < outcomes.length; i++) {
      if (LoadedKeys.isValue(outcomes[i]) && store.isStale(normalized(store, keys.get(i)))) {
        stale.add(keys.get(i));
      }
    }
    return List.copyOf(stale);
  }

  /** The keys that are asked for: none is null, and there are not too many. */
  <K> List<K> checked(Collection<? extends K> asked) {
    requireNonNull(asked, "keys");
    if (asked.size() > maximumKeys) {
      throw new IllegalArgumentException(
          "asked for %d keys in one call; allowed: %d (setting maximumKeysPerCall)"
              .formatted(asked.size(), maximumKeys));
    }
    List<K> keys = new ArrayList<>(asked.size());
    for (K key : asked) {
      keys.add(requireNonNull(key, "a key is null"));
    }
    return keys;
  }

  static <K> K normalized(LoaderStore<K, ?, ?> store, K key) {
    return requireNonNull(
        store.loader().normalization().apply(requireNonNull(key, "key")),
        "a normalized key is null");
  }
}
