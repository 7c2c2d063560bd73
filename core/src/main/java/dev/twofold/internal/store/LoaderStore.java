package dev.twofold.internal.store;

import static dev.twofold.internal.store.Absent.ABSENT;
import static java.util.Objects.requireNonNull;

import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.registry.RegisteredUniqueKey;
import dev.twofold.internal.registry.RequestForm;
import dev.twofold.key.ParameterValues;
import dev.twofold.tier.EntryGroup;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.near.NearKey;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one request knows of one loader under one set of parameters. Reads take no lock, so that a
 * value that is known costs one look into a hash table; writes happen in waves, one at a time.
 *
 * @param <K> type of keys
 * @param <C> type of cached forms
 * @param <V> type of values
 */
public final class LoaderStore<K, C, V> implements RequestForm.Request {

  /** Room for keys if nobody says how many to expect. */
  private static final int FEW = 16;

  private final RequestStore request;
  private final RegisteredLoader<K, C, V> loader;
  private final ParameterValues parameters;
  private final LoaderCounters counters = new LoaderCounters();
  private final @Nullable EntryGroup group;

  /**
   * By key: a value of type V, one that was loaded {@link Ahead}, or {@link Absent#ABSENT}. Null as
   * long as nothing is known, so that it can be made as large as it will be.
   */
  private volatile @Nullable ConcurrentHashMap<K, Object> known;

  /** Keys whose values have expired; null as long as there is none. */
  private volatile @Nullable Set<K> stale;

  /** Null as long as nothing is remarked, as in most requests. */
  private volatile @Nullable Remarks<K> remarks;

  LoaderStore(RequestStore request, RegisteredLoader<K, C, V> loader, ParameterValues parameters) {
    this.request = request;
    this.loader = loader;
    this.parameters = parameters;
    var format = loader.tierFormat();
    this.group = format == null ? null : format.group(parameters);
  }

  public RegisteredLoader<K, C, V> loader() {
    return loader;
  }

  @Override
  public ParameterValues parameters() {
    return parameters;
  }

  @Override
  public <T> T part(Object key, Supplier<? extends T> create) {
    return request.part(key, create);
  }

  @Override
  public @Nullable Object partIfMade(Object key) {
    return request.partIfMade(key);
  }

  public LoaderCounters counters() {
    return counters;
  }

  /** Says how many keys will be told, if nothing is known yet. */
  public synchronized void expect(int keys) {
    if (known == null) {
      known = new ConcurrentHashMap<>(Math.max(FEW, keys));
    }
  }

  private ConcurrentHashMap<K, Object> known() {
    ConcurrentHashMap<K, Object> table = known;
    if (table == null) {
      expect(FEW);
      table = requireNonNull(known);
    }
    return table;
  }

  private @Nullable Object known(K key) {
    ConcurrentHashMap<K, Object> table = known;
    return table == null ? null : table.get(key);
  }

  /**
   * Reads a key: its value, {@link Absent#ABSENT}, or null if the request does not know. Whoever
   * only wants to know whether it is known uses {@link #peek}.
   */
  public @Nullable Object get(K key) {
    Object found = known(key);
    return found instanceof Ahead ahead ? read(ahead) : found;
  }

  private Object read(Ahead ahead) {
    if (ahead.markRead()) {
      counters.add(Counter.UNREAD, -1);
    }
    return ahead.value();
  }

  /** As {@link #get}, without counting the value as read. */
  public @Nullable Object peek(K key) {
    Object found = known(key);
    return found instanceof Ahead ahead ? ahead.value() : found;
  }

  /** Whether the request knows a key and somebody has asked for it. */
  public boolean isRead(K key) {
    Object found = known(key);
    return found != null && (!(found instanceof Ahead ahead) || ahead.isRead());
  }

  /** Whether the request knows a value of a key, or that it has none. */
  public boolean knows(K key) {
    return known(key) != null;
  }

  /**
   * Tells the value of a key, unless one is known: a value is one instance per request.
   *
   * @param ahead whether it is loaded before anybody reads it
   * @return the value that is known now
   */
  public Object putIfUnknown(K key, V value, boolean ahead) {
    Object told = ahead ? new Ahead(value) : value;
    ConcurrentHashMap<K, Object> table = known();
    Object before = table.putIfAbsent(key, told);
    if (before == ABSENT && table.replace(key, ABSENT, told)) {
      before = null;
    }
    if (before == null) {
      request.owners().add(value);
      counters.add(Counter.UNREAD, ahead ? 1 : 0);
      return value;
    }
    if (before == ABSENT) {
      before = table.getOrDefault(key, value);
    }
    return before instanceof Ahead known ? known.value() : before;
  }

  /**
   * Tells the value of a key, whatever was known.
   *
   * @return the value
   */
  public Object put(K key, V value) {
    known().put(key, value);
    notStale(key);
    request.owners().add(value);
    return value;
  }

  /** Tells the unique keys of a row that is known: whichever way a row is found, it has them. */
  public void tellUniqueKeys(K id) {
    if (!loader.uniqueKeys().isEmpty()) {
      V row = asValue(peek(id));
      if (row != null) {
        loader.uniqueKeys().forEach(uniqueKey -> tell(uniqueKey, id, row));
      }
    }
  }

  private <U> void tell(RegisteredUniqueKey<U, K, V> uniqueKey, K id, V row) {
    U value = uniqueKey.valueOf(row);
    if (value != null) {
      request.of(uniqueKey.ids(), parameters).putIfUnknown(value, id, false);
    }
  }

  /**
   * Tells that a key has no value, whatever was known.
   *
   * @return {@code ABSENT}
   */
  public Object putAbsent(K key) {
    known().put(key, ABSENT);
    notStale(key);
    return ABSENT;
  }

  /**
   * Tells that a key has no value, unless something is known.
   *
   * @return what is known now
   */
  public Object putAbsentIfUnknown(K key) {
    Object before = known().putIfAbsent(key, ABSENT);
    if (before == null) {
      return ABSENT;
    }
    return before instanceof Ahead known ? known.value() : before;
  }

  /** Says that the value which is told next of a key has expired. */
  public synchronized void stale(K key) {
    request.stale();
    Set<K> keys = stale;
    if (keys == null) {
      keys = ConcurrentHashMap.newKeySet();
      stale = keys;
    }
    keys.add(key);
  }

  /** Takes back what {@link #stale} has said. */
  public void notStale(K key) {
    Set<K> keys = stale;
    if (keys != null) {
      keys.remove(key);
    }
  }

  /** Whether the value of any key has expired. */
  public boolean hasStale() {
    Set<K> keys = stale;
    return keys != null && !keys.isEmpty();
  }

  /** Whether the value of a key has expired. */
  public boolean isStale(K key) {
    Set<K> keys = stale;
    return keys != null && keys.contains(key);
  }

  /** As {@link RequestStore#readsOfStale}. */
  public long readsOfStale() {
    return request.readsOfStale();
  }

  /** The keys of which a value is known, or that they have none. */
  public Set<K> knownKeys() {
    ConcurrentHashMap<K, Object> table = known;
    return table == null ? Set.of() : Collections.unmodifiableSet(table.keySet());
  }

  /** How many keys are known. */
  int size() {
    ConcurrentHashMap<K, Object> table = known;
    return table == null ? 0 : table.size();
  }

  private Remarks<K> madeRemarks() {
    Remarks<K> some = remarks;
    return some == null ? makeRemarks() : some;
  }

  private synchronized Remarks<K> makeRemarks() {
    Remarks<K> some = remarks;
    if (some == null) {
      some = new Remarks<>();
      remarks = some;
    }
    return some;
  }

  /** Remembers why a key that was asked for ahead has no answer. */
  public void failed(K key, RuntimeException reason) {
    madeRemarks().failures().put(key, reason);
  }

  /** Whether a key that was asked for ahead has failed, and nobody was told. */
  public boolean hasFailed(K key) {
    Remarks<K> some = remarks;
    return some != null && some.failures().containsKey(key);
  }

  /** Takes out why a key that was asked for ahead failed; null if it did not. */
  public @Nullable RuntimeException takeFailure(K key) {
    Remarks<K> some = remarks;
    return some == null ? null : some.failures().remove(key);
  }

  /**
   * Says that the value of a key is out of date in shared tiers.
   *
   * @return whether nobody said so before
   */
  public boolean repair(K key) {
    return madeRemarks().repaired().add(key);
  }

  /** Tells something about a key that its load will need beside it. */
  public void hint(K key, Object hint) {
    madeRemarks().hints().put(key, hint);
  }

  /** What was told about a key; null if nothing was. */
  public @Nullable Object hint(Object key) {
    Remarks<K> some = remarks;
    return some == null ? null : some.hints().get(key);
  }

  /** Forgets a key. */
  public void forget(K key) {
    known().remove(key);
    notStale(key);
    Remarks<K> some = remarks;
    if (some != null) {
      some.failures().remove(key);
      some.repaired().remove(key);
    }
    loader.requestForm().forgotten(key, this);
    request.owners().forgot();
  }

  /** Forgets all keys. */
  public void forgetAll() {
    known().keySet().forEach(this::forget);
    Remarks<K> some = remarks;
    if (some != null) {
      some.failures().keySet().forEach(this::forget);
      some.repaired().clear();
    }
  }

  void clear() {
    known = null;
    stale = null;
    remarks = null;
  }

  /** The name of a key in shared tiers; null if the loader has no entries there. */
  public @Nullable TierKey tierKey(K key) {
    var format = loader.tierFormat();
    return format == null || group == null ? null : format.key(group, key);
  }

  /** The name of a key in the near tier; null if the loader has no entries in shared tiers. */
  public @Nullable NearKey nearKey(K key) {
    var format = loader.tierFormat();
    return format == null || group == null ? null : format.nearKey(group, key);
  }

  /** A value that the store holds, as what it is. */
  @SuppressWarnings("unchecked") // only values of type V are put, beside the mark of absence
  public @Nullable V asValue(@Nullable Object stored) {
    return stored == ABSENT ? null : (V) stored;
  }
}
