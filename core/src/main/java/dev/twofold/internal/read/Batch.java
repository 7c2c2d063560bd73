package dev.twofold.internal.read;

import static dev.twofold.internal.store.Absent.ABSENT;

import dev.twofold.internal.store.Counter;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.tier.Database;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one loader that one wave resolves together. Used by one thread.
 *
 * @param <K> type of keys
 * @param <C> type of cached forms
 * @param <V> type of values
 */
public final class Batch<K, C, V> {

  private final LoaderStore<K, C, V> store;
  private final Mode mode;
  private final List<K> keys;

  /**
   * Per key that is answered: a value of type V, {@code ABSENT}, or a {@link Failed}. Kept apart
   * from the store, which may be told to forget before an answer is made of it.
   */
  private final Map<K, Object> outcomes;

  /** Keys under which the distributed tier has bytes that cannot be read. */
  private final Set<K> undecodable = new HashSet<>(0);

  /** Keys that somebody else is loading. */
  private final Set<K> awaited = new HashSet<>(0);

  private boolean barred;

  /** Null: nobody has asked. */
  private @Nullable Boolean mayFill;

  /** Cached forms that are loaded and whose request forms are made one after another. */
  private Map<K, C> loaded = Map.of();

  /** Keys that code of the application is working on now: asking for one of them is a circle. */
  private Set<K> inProgress = Set.of();

  /**
   * @param keys normalized, without duplicates, in the order asked
   */
  public Batch(LoaderStore<K, C, V> store, Mode mode, Collection<K> keys) {
    this.store = store;
    this.mode = mode;
    this.keys = List.copyOf(keys);
    this.outcomes = new HashMap<>(this.keys.size() * 2);
  }

  public LoaderStore<K, C, V> store() {
    return store;
  }

  Mode mode() {
    return mode;
  }

  List<K> keys() {
    return keys;
  }

  /** The keys to load: those that no tier has answered and nobody else is loading. */
  List<K> misses() {
    return keys.stream()
        .filter(key -> !outcomes.containsKey(key) && !awaited.contains(key))
        .toList();
  }

  /**
   * Whether it loads, and what it loads may get into shared tiers, as far as that is known before a
   * load: not if it runs in a transaction of the caller.
   */
  boolean mayFill() {
    Boolean known = mayFill;
    if (known == null) {
      Database database = store.loader().database();
      known = mode.loads() && (database == null || !database.inCallersTransaction());
      mayFill = known;
    }
    return known;
  }

  /** Says that keys are being written: what is loaded for them comes from the primary. */
  void barred() {
    barred = true;
  }

  boolean isBarred() {
    return barred;
  }

  /** Says whether somebody else is loading a key. */
  void awaits(K key, boolean other) {
    if (other) {
      awaited.add(key);
    } else {
      awaited.remove(key);
    }
  }

  /** Those of some misses that a load of another loader has not answered since. */
  Set<K> stillOpen(List<K> some) {
    Set<K> open = new LinkedHashSet<>(some);
    if (!mode.replaces()) {
      open.removeIf(this::takeKnown);
    }
    return open;
  }

  /** As above, for one key. */
  boolean isStillOpen(K key) {
    return !outcomes.containsKey(key) && (mode.replaces() || !takeKnown(key));
  }

  private boolean takeKnown(K key) {
    Object known = mode == Mode.AHEAD ? store.peek(key) : store.get(key);
    if (known == null) {
      return false;
    }
    known(key, known);
    return true;
  }

  /** Takes over what the request knows of a key. */
  void known(K key, Object value) {
    outcomes.put(key, value);
    store.counters().add(Counter.REQUEST, 1);
  }

  /** A value, {@code ABSENT} if nothing that was asked has one, or a {@link Failed}. */
  public Object outcome(K key) {
    return outcomes.getOrDefault(key, ABSENT);
  }

  /** Why a key failed; null if it did not. */
  @Nullable RuntimeException failure(K key) {
    return outcomes.get(key) instanceof Failed failed ? failed.reason() : null;
  }

  void fail(K key, RuntimeException reason) {
    outcomes.put(key, new Failed(reason));
    if (mode == Mode.AHEAD) {
      store.failed(key, reason);
    }
    store.counters().add(Counter.ERRORS, 1);
  }

  /** Fails every key that has no answer yet. Peeks need none. */
  void failRest(RuntimeException reason) {
    if (mode.loads()) {
      for (K key : keys) {
        if (!outcomes.containsKey(key)) {
          fail(key, reason);
        }
      }
    }
  }

  /** Says that the distributed tier has bytes of a key that cannot be read. */
  void undecodable(K key) {
    undecodable.add(key);
    store.counters().add(Counter.UNDECODABLE, 1);
  }

  /** Takes a value that a shared tier had. */
  void found(K key, C cached, Counter where) {
    if (resolve(key, cached)) {
      store.counters().add(where, 1);
      store.tellUniqueKeys(key);
    }
  }

  /** Takes what a shared tier knew: there is no value. */
  void knownAbsent(K key) {
    absent(key);
    store.counters().add(Counter.KNOWN_ABSENT, 1);
  }

  /** Whether what the distributed tier has under a key must not stay there. */
  boolean isSuspect(K key) {
    return mode.replaces() || undecodable.contains(key);
  }

  Occasion occasion() {
    return mode.replaces() ? Occasion.REFRESHED : Occasion.MISSING;
  }

  void absent(K key) {
    outcomes.put(key, mode.replaces() ? store.putAbsent(key) : store.putAbsentIfUnknown(key));
  }

  /**
   * Says which keys code of the application works on from now.
   *
   * @return which it worked on until now
   */
  Set<K> begin(Set<K> working) {
    Set<K> before = inProgress;
    inProgress = working;
    return before;
  }

  boolean isWorking() {
    return !inProgress.isEmpty();
  }

  boolean isWorkingOn(LoaderStore<?, ?, ?> other, Object key) {
    return store == other && inProgress.contains(key);
  }

  /** Says which cached forms are loaded and have no request form yet. */
  void loaded(Map<K, C> cachedForms) {
    loaded = cachedForms;
  }

  /**
   * Makes the request forms of keys that are loaded already, because that of another key asks for
   * them: nothing is loaded twice.
   */
  @SuppressWarnings("unchecked") // a store has keys of one type
  <L> void resolveLoaded(LoaderStore<L, ?, ?> asked, Iterable<L> some) {
    if (store == asked && !loaded.isEmpty()) {
      for (K key : (Iterable<K>) some) {
        C cached = loaded.get(key);
        if (cached != null && !outcomes.containsKey(key) && !inProgress.contains(key)) {
          resolve(key, cached);
        }
      }
    }
  }

  /**
   * Makes the request form of a cached form and tells the store, unless it has the value by now:
   * request forms are made once.
   *
   * @return whether it could be made
   */
  boolean resolve(K key, C cached) {
    Object known = mode.replaces() ? null : store.peek(key);
    if (known != null && known != ABSENT) {
      outcomes.put(key, known);
      return true;
    }
    if (failure(key) != null) {
      return false;
    }
    V value;
    Set<K> before = begin(Set.of(key));
    try {
      value = store.loader().requestForm().of(key, cached, store);
    } catch (RuntimeException e) {
      fail(key, Failures.ofRequestForm(store.loader(), e));
      return false;
    } finally {
      begin(before);
    }
    if (value == null) {
      fail(key, Failures.nullRequestForm(store.loader()));
      return false;
    }
    outcomes.put(
        key,
        mode.replaces()
            ? store.put(key, value)
            : store.putIfUnknown(key, value, mode == Mode.AHEAD));
    return true;
  }
}
