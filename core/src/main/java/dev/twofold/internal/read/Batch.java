package dev.twofold.internal.read;

import static dev.twofold.internal.store.Absent.ABSENT;

import dev.twofold.internal.store.Counter;
import dev.twofold.internal.store.LoaderStore;
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

  /** Keys that no tier has answered; never more than {@link #keys}. */
  private List<K> misses;

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
    this.misses = this.keys;
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

  List<K> misses() {
    return misses;
  }

  void missed(List<K> unanswered) {
    misses = unanswered;
  }

  /** Those of some misses that a load of another loader has not answered since. */
  Set<K> stillOpen(List<K> some) {
    Set<K> open = new LinkedHashSet<>(some);
    if (!mode.replaces()) {
      open.removeIf(this::takeKnown);
    }
    return open;
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

  void undecodable(K key) {
    undecodable.add(key);
  }

  /** Whether what the distributed tier has under a key must not stay there. */
  boolean isSuspect(K key) {
    return mode.replaces() || undecodable.contains(key);
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
