package dev.twofold.internal.read;

import dev.twofold.internal.store.Counter;
import dev.twofold.internal.store.LoaderStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The handles of a request that wait for a wave, in the order in which they were made; one per key.
 * Thread-safe; the lock is never held while a tier is waited for.
 */
final class PendingHandles {

  private Map<LoaderStore<?, ?, ?>, Waiting<?>> waiting = Map.of();

  @SuppressWarnings("unchecked") // handles wait under their own store, which has these types
  synchronized <K, V> LazyHandle<K, V> add(Waves waves, LoaderStore<K, ?, V> store, K key) {
    Waiting<?> existing = waiting.get(store);
    Waiting<K> handles = existing == null ? new Waiting<>(store) : (Waiting<K>) existing;
    if (existing == null) {
      waiting = waiting.isEmpty() ? new LinkedHashMap<>() : waiting;
      waiting.put(store, handles);
    }
    return (LazyHandle<K, V>) handles.add(waves, key);
  }

  /** The handles of one loader among some; null if there are none. */
  @SuppressWarnings("unchecked") // handles wait under their own store, which has these types
  static <K> @Nullable Waiting<K> of(LoaderStore<K, ?, ?> store, List<Waiting<?>> some) {
    for (Waiting<?> each : some) {
      if (each.store == store) {
        return (Waiting<K>) each;
      }
    }
    return null;
  }

  /** Whether a handle for a key waits. */
  synchronized boolean has(LoaderStore<?, ?, ?> store, Object key) {
    Waiting<?> handles = waiting.get(store);
    return handles != null && handles.handles.containsKey(key);
  }

  /**
   * Takes the handle for a key out.
   *
   * @return whether one waited
   */
  synchronized boolean remove(LoaderStore<?, ?, ?> store, Object key) {
    Waiting<?> handles = waiting.get(store);
    return handles != null && handles.handles.remove(key) != null;
  }

  /**
   * Takes all handles out except those that cannot be resolved yet, because a wave that has not
   * ended is loading their keys.
   */
  synchronized List<Waiting<?>> drain(RunningWaves running) {
    if (waiting.isEmpty()) {
      return List.of();
    }
    List<Waiting<?>> drained = new ArrayList<>(waiting.size());
    waiting.values().forEach(handles -> drained.add(handles.takeUnlessLoading(running)));
    waiting.values().removeIf(handles -> handles.handles.isEmpty());
    return drained;
  }

  synchronized void clear() {
    waiting = Map.of();
  }

  /** The handles of one loader. */
  static final class Waiting<K> {

    private final LoaderStore<K, ?, ?> store;
    private final Map<K, LazyHandle<K, ?>> handles = new LinkedHashMap<>();
    private @Nullable Batch<K, ?, ?> batch;

    Waiting(LoaderStore<K, ?, ?> store) {
      this.store = store;
    }

    private LazyHandle<K, ?> add(Waves waves, K key) {
      LazyHandle<K, ?> waitingAlready = handles.get(key);
      if (waitingAlready != null) {
        store.counters().add(Counter.REQUEST, 1);
        return waitingAlready;
      }
      LazyHandle<K, ?> handle = new LazyHandle<>(waves, store, key, true);
      handles.put(key, handle);
      return handle;
    }

    private Waiting<K> takeUnlessLoading(RunningWaves running) {
      Waiting<K> taken = new Waiting<>(store);
      handles
          .entrySet()
          .removeIf(
              waits -> {
                boolean takes = !running.isWorkingOn(store, waits.getKey());
                if (takes) {
                  taken.handles.put(waits.getKey(), waits.getValue());
                }
                return takes;
              });
      return taken;
    }

    void resolveLoaded(RunningWaves running) {
      running.resolveLoaded(store, handles.keySet());
    }

    /** The keys that are still unknown. */
    Keys<K> open() {
      Keys<K> open = new Keys<>(handles.size());
      for (K key : handles.keySet()) {
        if (store.knows(key)) {
          store.counters().add(Counter.REQUEST, 1);
        } else {
          open.include(key);
        }
      }
      return open;
    }

    /** Makes a batch of the keys that are still unknown. */
    Batch<?, ?, ?> toBatch() {
      return joined(new Batch<>(store, Mode.READ, open()));
    }

    /** Says which batch resolves the handles. */
    <B extends Batch<K, ?, ?>> B joined(B resolving) {
      batch = resolving;
      return resolving;
    }

    /** Whether another batch resolves the handles too. */
    boolean isJoined() {
      return batch != null;
    }

    /** Tells the handles whose keys failed. */
    void settle() {
      Batch<K, ?, ?> resolved = batch;
      if (resolved != null) {
        handles.forEach((key, handle) -> handle.settle(resolved.failure(key)));
      }
    }
  }
}
