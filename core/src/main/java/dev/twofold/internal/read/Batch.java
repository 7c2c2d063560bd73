package dev.twofold.internal.read;

import static dev.twofold.internal.store.Absent.ABSENT;

import dev.twofold.internal.registry.RequestForm;
import dev.twofold.internal.store.Counter;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.tier.Database;
import java.util.HashSet;
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
  private final Keys<K> keys;

  /**
   * By position of the key: a value of type V, {@code ABSENT}, a {@link Failed}, or null for a key
   * that is not answered. Kept apart from the store, which may be told to forget before an answer
   * is made of it.
   */
  private final @Nullable Object[] outcomes;

  /** Keys under which the distributed tier has bytes that cannot be read. */
  private final Set<K> undecodable = new HashSet<>(0);

  /** Keys that somebody else is loading. */
  private final Set<K> awaited = new HashSet<>(0);

  private boolean barred;

  /** Null: nobody has asked. */
  private @Nullable Boolean mayFill;

  /** Cached forms that are loaded and whose request forms are made one after another. */
  private @Nullable CheckedAnswer<K, C> loaded;

  /** Keys that code of the application is working on now: asking for one of them is a circle. */
  private Set<K> inProgress = Set.of();

  /**
   * @param keys normalized; those that are known already are told with {@link #known}
   */
  Batch(LoaderStore<K, C, V> store, Mode mode, Keys<K> keys) {
    this.store = store;
    this.mode = mode;
    this.keys = keys;
    this.outcomes = new Object[keys.size()];
  }

  public LoaderStore<K, C, V> store() {
    return store;
  }

  Mode mode() {
    return mode;
  }

  Keys<K> keys() {
    return keys;
  }

  private @Nullable Object known(K key) {
    int position = keys.position(key);
    return position < 0 ? null : outcomes[position];
  }

  private void settle(K key, Object outcome) {
    int position = keys.position(key);
    // A key whose hash code has changed since is not found; who asks for its outcome is told.
    if (position >= 0) {
      outcomes[position] = outcome;
    }
  }

  /** Whether a key has no answer yet. */
  boolean isOpen(K key) {
    return known(key) == null;
  }

  /** Whether any key has no answer yet. */
  boolean isOpen() {
    for (Object outcome : outcomes) {
      if (outcome == null) {
        return true;
      }
    }
    return false;
  }

  /** The keys to load: those that no tier has answered and nobody else is loading. */
  Keys<K> misses() {
    return keys.only(0, keys.size(), key -> isOpen(key) && !awaited.contains(key));
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

  /** Whether a load of another loader has not answered a key since. */
  boolean isStillOpen(K key) {
    return isOpen(key) && (mode.replaces() || !takeKnown(key));
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
    settle(key, value);
    store.counters().add(Counter.REQUEST, 1);
  }

  /** Leaves a key open for whoever asks for it anew. */
  void leaveOut(K key) {
    settle(key, ABSENT);
  }

  /** A value, {@code ABSENT} if nothing that was asked has one, or a {@link Failed}. */
  public Object outcome(K key) {
    int position = keys.position(key);
    if (position < 0) {
      return new Failed(Failures.changedKey(store.loader()));
    }
    Object outcome = outcomes[position];
    return outcome == null ? ABSENT : outcome;
  }

  /** Whether a key is one of those that it resolves. */
  boolean has(K key) {
    return keys.contains(key);
  }

  /** Why a key failed; null if it did not. */
  @Nullable RuntimeException failure(K key) {
    return known(key) instanceof Failed failed ? failed.reason() : null;
  }

  void fail(K key, RuntimeException reason) {
    settle(key, new Failed(reason));
    if (mode == Mode.AHEAD) {
      store.failed(key, reason);
    }
    store.counters().add(Counter.ERRORS, 1);
  }

  /** Fails every key that has no answer yet. Peeks need none. */
  void failRest(RuntimeException reason) {
    if (mode.loads()) {
      for (K key : keys) {
        if (isOpen(key)) {
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
    settle(key, mode.replaces() ? store.putAbsent(key) : store.putAbsentIfUnknown(key));
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
  void loaded(@Nullable CheckedAnswer<K, C> cachedForms) {
    loaded = cachedForms;
  }

  /**
   * Makes the request forms of keys that are loaded already, because that of another key asks for
   * them: nothing is loaded twice.
   */
  @SuppressWarnings("unchecked") // a store has keys of one type
  <L> void resolveLoaded(LoaderStore<L, ?, ?> asked, Iterable<L> some) {
    CheckedAnswer<K, C> answer = loaded;
    if (store == asked && answer != null) {
      for (K key : (Iterable<K>) some) {
        C cached = answer.value(key);
        if (cached != null && isOpen(key) && !inProgress.contains(key)) {
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
      settle(key, known);
      return true;
    }
    if (failure(key) != null) {
      return false;
    }
    V value = requestForm(key, cached);
    if (value == null) {
      return false;
    }
    settle(
        key,
        mode.replaces()
            ? store.put(key, value)
            : store.putIfUnknown(key, value, mode == Mode.AHEAD));
    return true;
  }

  /** The request form of a cached form; null if it could not be made. */
  private @Nullable V requestForm(K key, C cached) {
    RequestForm<K, C, V> form = store.loader().requestForm();
    if (form.isCachedForm()) {
      return form.of(key, cached, store);
    }
    V value;
    Set<K> before = begin(Set.of(key));
    try {
      value = form.of(key, cached, store);
    } catch (RuntimeException e) {
      fail(key, Failures.ofRequestForm(store.loader(), e));
      return null;
    } finally {
      begin(before);
    }
    if (value == null) {
      fail(key, Failures.nullRequestForm(store.loader()));
    }
    return value;
  }
}
