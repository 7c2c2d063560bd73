package dev.twofold.internal.read;

import dev.twofold.internal.lifetime.Lifetime;
import dev.twofold.internal.store.LoaderStore;
import java.time.Duration;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one wave whose entries soon end: those of one loader are refreshed together. Used by
 * one thread.
 */
final class DueKeys {

  private static final class Due<K, C, V> {

    private final LoaderStore<K, C, V> store;
    private final Keys<K> keys = new Keys<>(1);
    private Duration window = Duration.ZERO;

    Due(LoaderStore<K, C, V> store) {
      this.store = store;
    }

    void add(K key, Duration its) {
      keys.include(key);
      window = its.compareTo(window) > 0 ? its : window;
    }

    void handOver(Refreshes refreshes) {
      refreshes.due(store, keys, window);
    }
  }

  private final Refreshes refreshes;

  /** Made when there is something to keep, which is rare. */
  private @Nullable IdentityHashMap<LoaderStore<?, ?, ?>, Due<?, ?, ?>> byStore;

  DueKeys(Refreshes refreshes) {
    this.refreshes = refreshes;
  }

  /**
   * The distributed tier has answered a key.
   *
   * @param remaining how long its entry stays there
   */
  <K> void read(Batch<K, ?, ?> batch, K key, Lifetime lifetime, Duration remaining) {
    if (lifetime.refreshes()) {
      add(batch, key, lifetime.window(batch.store().parameters(), key), remaining);
    }
  }

  /**
   * The near tier has answered a key.
   *
   * @param remaining nanoseconds until its entry ends there
   */
  <K> void readNear(Batch<K, ?, ?> batch, K key, Lifetime lifetime, long remaining) {
    if (lifetime.refreshes()) {
      Duration window = lifetime.windowInNear(batch.store().parameters(), key);
      add(batch, key, window, Duration.ofNanos(remaining));
    }
  }

  private <K, C, V> void add(Batch<K, C, V> batch, K key, Duration window, Duration remaining) {
    if (remaining.compareTo(window) <= 0 && batch.mode().loads()) {
      of(batch.store()).add(key, window);
    }
  }

  @SuppressWarnings("unchecked") // kept under its own store, which has these types
  private <K, C, V> Due<K, C, V> of(LoaderStore<K, C, V> store) {
    IdentityHashMap<LoaderStore<?, ?, ?>, Due<?, ?, ?>> kept = byStore;
    if (kept == null) {
      kept = new IdentityHashMap<>(2);
      byStore = kept;
    }
    return (Due<K, C, V>) kept.computeIfAbsent(store, Due::new);
  }

  /** Hands everything over. */
  void handOver() {
    IdentityHashMap<LoaderStore<?, ?, ?>, Due<?, ?, ?>> kept = byStore;
    if (kept != null) {
      byStore = null;
      kept.values().forEach(each -> each.handOver(refreshes));
    }
  }
}
