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
  private Set<K> undecodable = Set.of();

  private final LoadedElsewhere<K, C> elsewhere = new LoadedElsewhere<>();

  /** Keys that are being written. */
  private Set<K> barred = Set.of();

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

  /** Whether the key at a position has no answer yet. */
  boolean isOpen(int position) {
    return outcomes[position] == null;
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
    return elsewhere.isEmpty() && isAllOpen()
        ? keys
        : keys.only(0, keys.size(), key -> isOpen(key) && !elsewhere.has(key));
  }

  private boolean isAllOpen() {
    for (Object outcome : outcomes) {
      if (outcome != null) {
        return false;
      }
    }
    return true;
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

  /** Says that a key is being written: what is loaded with it comes from the primary. */
  void barred(K key) {
    barred = barred.isEmpty() ? new HashSet<>() : barred;
    barred.add(key);
  }

  /** Whether any of the keys is being written. */
  boolean isBarred() {
    return !barred.isEmpty();
  }

  /** Whether a key is being written. */
  boolean isBarred(K key) {
    return barred.contains(key);
  }

  /** The keys that somebody else is loading. */
  LoadedElsewhere<K, C> elsewhere() {
    return elsewhere;
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
    return outcomeAt(keys.position(key));
  }

  /**
   * As above, of some keys by their positions. Only when the wave has ended: of these keys
   * themselves it is the array that the wave has filled.
   */
  @SuppressWarnings({"ReferenceEquality", "NullAway"}) // equal keys may differ in order; none null
  public Object[] outcomes(Keys<K> some) {
    Object[] all = some == keys ? outcomes : new Object[some.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = outcomeAt(position(some, i));
    }
    return all;
  }

  /** As {@link #outcome}, of the key at a position. */
  Object outcomeAt(int position) {
    Object outcome = position < 0 ? null : outcomes[position];
    if (outcome != null) {
      return outcome;
    }
    // A load settles every key that it finds.
    boolean lost = position < 0 || mode.loads();
    return lost ? new Failed(Failures.changedKey(store.loader())) : ABSENT;
  }

  /** Whether a key is one of those that it resolves. */
  boolean has(K key) {
    return keys.contains(key);
  }

  /** The position of one of some keys, which usually are these keys themselves. */
  @SuppressWarnings("ReferenceEquality") // other keys have other positions, even if they are equal
  private int position(Keys<K> some, int position) {
    return some == keys ? position : keys.position(some.at(position));
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
    undecodable = undecodable.isEmpty() ? new HashSet<>() : undecodable;
    undecodable.add(key);
    store.counters().add(Counter.UNDECODABLE, 1);
  }

  /** Takes a value that a shared tier had for the key at a position. */
  void found(int position, C cached, Counter where) {
    if (resolve(position, cached)) {
      store.counters().add(where, 1);
      store.tellUniqueKeys(keys.at(position));
    }
  }

  /** Takes what a shared tier knew of the key at a position: there is no value. */
  void knownAbsent(int position) {
    absent(position);
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
    absent(keys.position(key));
  }

  private void absent(int position) {
    K key = keys.at(position);
    outcomes[position] = mode.replaces() ? store.putAbsent(key) : store.putAbsentIfUnknown(key);
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
          resolve(keys.position(key), cached);
        }
      }
    }
  }

  /**
   * Makes the request form of a cached form and tells the store, unless it has the value by now:
   * request forms are made once.
   *
   * @param position of the key among some keys
   * @return whether it could be made
   */
  boolean resolve(Keys<K> some, int position, C cached) {
    return resolve(position(some, position), cached);
  }

  private boolean resolve(int position, C cached) {
    K key = keys.at(position);
    RequestForm<K, C, V> form = store.loader().requestForm();
    Object known = mode.replaces() || form.isCachedForm() ? null : store.peek(key);
    if (known != null && known != ABSENT) {
      outcomes[position] = known;
      return true;
    }
    if (outcomes[position] instanceof Failed) {
      return false;
    }
    V value = form.isCachedForm() ? form.of(key, cached, store) : requestForm(form, key, cached);
    if (value == null) {
      return false;
    }
    outcomes[position] =
        mode.replaces()
            ? store.put(key, value)
            : store.putIfUnknown(key, value, mode == Mode.AHEAD);
    return true;
  }

  /** The request form of a cached form; null if it could not be made. */
  private @Nullable V requestForm(RequestForm<K, C, V> form, K key, C cached) {
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
