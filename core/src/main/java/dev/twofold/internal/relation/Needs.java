package dev.twofold.internal.relation;

import dev.twofold.internal.read.Asked;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.store.Counter;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.tier.TierKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects the keys that owners need next, for one wave after the other. No key is asked for twice:
 * what a wave could not answer is left to whoever reads it. Used by one thread.
 */
final class Needs {

  private final RequestAccess request;
  private final Map<LoaderStore<?, ?, ?>, Keys<?>> byStore = new LinkedHashMap<>();
  private final Map<LoaderStore<?, ?, ?>, Set<Object>> repairs = new HashMap<>(0);
  private boolean failed;

  Needs(RequestAccess request) {
    this.request = request;
  }

  private record Keys<K>(LoaderStore<K, ?, ?> store, Set<K> attempted, Set<K> next) {

    Asked<K> takeNext() {
      Asked<K> asked = new Asked<>(store, new ArrayList<>(next));
      attempted.addAll(next);
      next.clear();
      return asked;
    }
  }

  Reading peek() {
    return Reading.peek(request);
  }

  <K, C, V> LoaderStore<K, C, V> store(RegisteredLoader<K, C, V> loader) {
    return request.store(loader);
  }

  /**
   * Adds a key, unless the request knows it or could not find out.
   *
   * @param key normalized
   * @return whether a wave has yet to come to it
   */
  @SuppressWarnings("unchecked") // keys are kept under their own store, which has this type
  <K> boolean add(LoaderStore<K, ?, ?> store, K key) {
    if (store.knows(key)) {
      return false;
    }
    if (store.hasFailed(key)) {
      failed = true;
      return false;
    }
    Keys<K> keys =
        (Keys<K>)
            byStore.computeIfAbsent(
                store, absent -> new Keys<>(store, new LinkedHashSet<>(), new LinkedHashSet<>()));
    if (keys.attempted().contains(key)) {
      return false;
    }
    if (keys.next().add(key)) {
      store.counters().add(Counter.ASKED, 1);
    }
    return true;
  }

  /** Says that a list names a row that is gone. */
  <K> void repair(LoaderStore<K, ?, ?> lists, K key) {
    repairs.computeIfAbsent(lists, absent -> new LinkedHashSet<>()).add(key);
  }

  /** Whether a key that is needed has failed. */
  boolean hasFailed() {
    return failed;
  }

  /** Has one wave resolve what is needed; whether anything was. */
  boolean resolve() {
    List<Asked<?>> asked = new ArrayList<>(byStore.size());
    for (Keys<?> keys : byStore.values()) {
      if (!keys.next().isEmpty()) {
        asked.add(keys.takeNext());
      }
    }
    if (asked.isEmpty()) {
      return false;
    }
    request.waves().resolveAhead(asked);
    return true;
  }

  /** Has handles wait for what is needed. */
  void wait(HandleMaker handles) {
    byStore.values().forEach(keys -> wait(keys, handles));
  }

  private static <K> void wait(Keys<K> keys, HandleMaker handles) {
    // Making a handle counts its key as asked.
    keys.store().counters().add(Counter.ASKED, -keys.next().size());
    keys.next().forEach(key -> handles.handle(keys.store(), key));
  }

  /** Makes a handle for a key that waits for the next wave. */
  interface HandleMaker {
    <K> void handle(LoaderStore<K, ?, ?> store, K key);
  }

  /** Takes the lists that name rows that are gone out of the distributed tier: in one trip. */
  void repair() {
    List<TierKey> names = new ArrayList<>(0);
    repairs.forEach(
        (store, keys) -> {
          store.counters().add(Counter.REPAIRED, keys.size());
          name(store, keys, names);
        });
    if (!names.isEmpty()) {
      request.remove(names);
    }
  }

  @SuppressWarnings("unchecked") // keys are kept under their own store, which has this type
  private static <K> void name(LoaderStore<K, ?, ?> store, Set<Object> keys, List<TierKey> names) {
    for (Object key : keys) {
      TierKey name = store.tierKey((K) key);
      if (name != null) {
        names.add(name);
      }
    }
  }
}
