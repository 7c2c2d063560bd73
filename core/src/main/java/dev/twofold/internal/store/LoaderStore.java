package dev.twofold.internal.store;

import static dev.twofold.internal.store.Absent.ABSENT;

import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.key.ParameterValues;
import dev.twofold.tier.TierKey;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What one request knows of one loader under one set of parameters. Reads take no lock, so that a
 * value that is known costs one look into a hash table; writes happen in waves, one at a time.
 *
 * @param <K> type of keys
 * @param <C> type of cached forms
 * @param <V> type of values
 */
public final class LoaderStore<K, C, V> {

  private final RegisteredLoader<K, C, V> loader;
  private final ParameterValues parameters;
  private final LoaderCounters counters;
  private final @Nullable String tierPrefix;

  /** A value of type V, or {@link Absent#ABSENT}. */
  private final ConcurrentHashMap<K, Object> known = new ConcurrentHashMap<>();

  LoaderStore(
      RegisteredLoader<K, C, V> loader, ParameterValues parameters, LoaderCounters counters) {
    this.loader = loader;
    this.parameters = parameters;
    this.counters = counters;
    var format = loader.tierFormat();
    this.tierPrefix = format == null ? null : format.prefix(parameters);
  }

  public RegisteredLoader<K, C, V> loader() {
    return loader;
  }

  public ParameterValues parameters() {
    return parameters;
  }

  public LoaderCounters counters() {
    return counters;
  }

  /** The value of a key, {@link Absent#ABSENT}, or null if the request does not know. */
  public @Nullable Object get(K key) {
    return known.get(key);
  }

  /**
   * Tells the value of a key, unless one is known: a value is one instance per request.
   *
   * @return the value that is known now
   */
  public Object putIfUnknown(K key, V value) {
    Object before = known.putIfAbsent(key, value);
    if (before == ABSENT) {
      before = known.replace(key, ABSENT, value) ? value : known.getOrDefault(key, value);
    }
    return before == null ? value : before;
  }

  /**
   * Tells the value of a key, whatever was known.
   *
   * @return the value
   */
  public Object put(K key, V value) {
    known.put(key, value);
    return value;
  }

  /**
   * Tells that a key has no value, whatever was known.
   *
   * @return {@code ABSENT}
   */
  public Object putAbsent(K key) {
    known.put(key, ABSENT);
    return ABSENT;
  }

  /**
   * Tells that a key has no value, unless something is known.
   *
   * @return what is known now
   */
  public Object putAbsentIfUnknown(K key) {
    Object before = known.putIfAbsent(key, ABSENT);
    return before == null ? ABSENT : before;
  }

  /** Forgets a key. */
  public void forget(K key) {
    known.remove(key);
  }

  void clear() {
    known.clear();
  }

  /** The name of a key in shared tiers; null if the loader has no entries there. */
  public @Nullable TierKey tierKey(K key) {
    var format = loader.tierFormat();
    return format == null || tierPrefix == null ? null : format.key(tierPrefix, key);
  }

  /** A value that the store holds, as what it is. */
  @SuppressWarnings("unchecked") // only values of type V are put, beside the mark of absence
  public @Nullable V asValue(@Nullable Object stored) {
    return stored == ABSENT ? null : (V) stored;
  }
}
