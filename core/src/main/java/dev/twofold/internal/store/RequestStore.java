package dev.twofold.internal.store;

import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.key.ParameterValues;
import dev.twofold.stats.LoaderStats;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one request knows: a store per loader and set of parameters. Thread-safe. */
public final class RequestStore {

  private record Identity(RegisteredLoader<?, ?, ?> loader, ParameterValues parameters) {}

  /** How many loaders a request asks at least, as a rule. */
  private static final int FEW = 4;

  /** By loader where it has no parameters, else by {@link Identity}. */
  private final ConcurrentHashMap<Object, LoaderStore<?, ?, ?>> stores =
      new ConcurrentHashMap<>(FEW);

  /** Not made before there is a part. */
  private volatile @Nullable ConcurrentHashMap<Object, Object> parts;

  private final Owners owners;
  private final AtomicLong readsOfStale = new AtomicLong();
  private volatile boolean isPrivate;

  /**
   * @param owners collects the values that have relations
   */
  public RequestStore(Owners owners) {
    this.owners = owners;
  }

  public Owners owners() {
    return owners;
  }

  /**
   * The store of a loader.
   *
   * @param parameters those of the loader and no others
   */
  @SuppressWarnings("unchecked") // a store is kept under its own loader, which has these types
  public <K, C, V> LoaderStore<K, C, V> of(
      RegisteredLoader<K, C, V> loader, ParameterValues parameters) {
    Object identity = loader.parameters().isEmpty() ? loader : new Identity(loader, parameters);
    LoaderStore<?, ?, ?> store = stores.get(identity);
    if (store == null) {
      LoaderStore<K, C, V> fresh = new LoaderStore<>(this, loader, parameters);
      LoaderStore<?, ?, ?> other = stores.putIfAbsent(identity, fresh);
      store = other == null ? fresh : other;
    }
    return (LoaderStore<K, C, V>) store;
  }

  /**
   * A part of the request that is not loaded by key; see {@link
   * dev.twofold.internal.registry.RequestForm.Request#part}.
   */
  @SuppressWarnings("unchecked") // a part is found by the key that it was made for
  public <T> T part(Object key, Supplier<? extends T> create) {
    Object part = partIfMade(key);
    return (T) (part == null ? madeParts().computeIfAbsent(key, absent -> create.get()) : part);
  }

  private synchronized ConcurrentHashMap<Object, Object> madeParts() {
    ConcurrentHashMap<Object, Object> made = parts;
    if (made == null) {
      made = new ConcurrentHashMap<>();
      parts = made;
    }
    return made;
  }

  /** A part that has been made; null if it has not. */
  @Nullable Object partIfMade(Object key) {
    ConcurrentHashMap<Object, Object> made = parts;
    return made == null ? null : made.get(key);
  }

  /** What is known of a loader, under all sets of parameters that it was asked under. */
  @SuppressWarnings("unchecked") // a store is kept under its own loader, which has these types
  public <K, C, V> List<LoaderStore<K, C, V>> storesOf(RegisteredLoader<K, C, V> loader) {
    List<LoaderStore<K, C, V>> all = new ArrayList<>(1);
    for (LoaderStore<?, ?, ?> store : stores.values()) {
      if (store.loader().equals(loader)) {
        all.add((LoaderStore<K, C, V>) store);
      }
    }
    return all;
  }

  /** What is known of all loaders that were asked. */
  public Collection<LoaderStore<?, ?, ?>> stores() {
    return Collections.unmodifiableCollection(stores.values());
  }

  /** Says that it knows something that no other request may be answered. */
  public void keepPrivate() {
    isPrivate = true;
  }

  /** Whether it has known something that no other request may be answered. */
  public boolean isPrivate() {
    return isPrivate;
  }

  /** Whether it has known a value that had expired. */
  public boolean hadStale() {
    return readsOfStale() > 0;
  }

  /** How many keys are known. */
  public long size() {
    long size = 0;
    for (LoaderStore<?, ?, ?> store : stores.values()) {
      size += store.size();
    }
    return size;
  }

  /** Says that a value has expired. */
  void stale() {
    readsOfStale.incrementAndGet();
  }

  /** Says that somebody asks for something. */
  public void asked() {
    if (readsOfStale.get() > 0) {
      readsOfStale.incrementAndGet();
    }
  }

  /**
   * How often somebody may have read a value that has expired: each question counts once there is
   * one.
   */
  long readsOfStale() {
    return readsOfStale.get();
  }

  /** Forgets all values and parts; what was counted stays. */
  public void clear() {
    parts = null;
    owners.clear();
    stores.values().forEach(LoaderStore::clear);
  }

  /** The counters by name of loader. */
  public Map<String, LoaderStats> stats() {
    Map<String, LoaderStats> stats = new TreeMap<>();
    for (LoaderStore<?, ?, ?> store : stores.values()) {
      stats.merge(store.loader().name(), store.counters().snapshot(), LoaderStats::plus);
    }
    return stats;
  }
}
