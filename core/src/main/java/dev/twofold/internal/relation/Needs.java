package dev.twofold.internal.relation;

import static java.util.Objects.requireNonNull;

import dev.twofold.internal.read.Asked;
import dev.twofold.internal.read.Keys;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.store.Counter;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.tier.TierKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects the keys that owners need next, for one wave after the other. No key is asked for twice:
 * what a wave could not answer is left to whoever reads it. Used by one thread.
 *
 * <p>A hop of a relation through others waits until the hops before it are known of all owners, so
 * that what the request or a tier knew before does not run ahead and split the statement.
 */
final class Needs {

  private final RequestAccess request;
  private final Reading peek;
  private final Map<LoaderStore<?, ?, ?>, Needed<?>> byStore = new LinkedHashMap<>();
  private final Map<LoaderStore<?, ?, ?>, Set<Object>> repairs = new HashMap<>(0);
  private final List<Later<?>> later = new ArrayList<>(0);
  private final IdentityHashMap<ThroughRoute, Integer> nearest = new IdentityHashMap<>(0);
  private @Nullable ThroughRoute through;
  private int hop;
  private int owners = 1;
  private boolean failed;

  /** Whether keys that failed before are tried again. */
  private boolean retrying;

  Needs(RequestAccess request) {
    this.request = request;
    this.peek = Reading.peek(request);
  }

  /** A key that a later hop needs. */
  private record Later<K>(LoaderStore<K, ?, ?> store, K key, ThroughRoute through, int hop) {}

  /** The keys of one loader. */
  private static final class Needed<K> {

    private final LoaderStore<K, ?, ?> store;

    /** Those of the waves before, a set for each. */
    private final List<Keys<K>> attempted = new ArrayList<>(1);

    private Keys<K> next;

    Needed(LoaderStore<K, ?, ?> store, int expected) {
      this.store = store;
      this.next = new Keys<>(expected);
    }

    boolean isAttempted(K key) {
      for (Keys<K> keys : attempted) {
        if (keys.contains(key)) {
          return true;
        }
      }
      return false;
    }

    Asked<K> takeNext() {
      store.counters().add(Counter.ASKED, next.size());
      Asked<K> asked = new Asked<>(store, next);
      attempted.add(next);
      next = new Keys<>(0);
      return asked;
    }
  }

  /** Says for how many owners keys are added from now on, of whom each needs one or more. */
  void expect(int someOwners) {
    owners = someOwners;
  }

  Reading peek() {
    return peek;
  }

  <K, C, V> LoaderStore<K, C, V> store(RegisteredLoader<K, C, V> loader) {
    return request.store(loader);
  }

  /** Says for which hop keys are added from now on; null: for none. */
  void at(@Nullable ThroughRoute route, int itsHop) {
    through = route;
    hop = itsHop;
  }

  /**
   * Adds what an owner that was asked for needs next: also what failed before, for another try.
   *
   * @return whether a wave has yet to come to something
   */
  boolean addOf(Route route, Object owner) {
    retrying = true;
    try {
      return route.need(owner, this);
    } finally {
      retrying = false;
    }
  }

  /**
   * As {@link #addOf}, for an owner of a plan: what its own code throws is told where it is read.
   */
  boolean addOfPlanned(Route route, Object owner) {
    try {
      return addOf(route, owner);
    } catch (RuntimeException e) {
      return false;
    }
  }

  /**
   * Adds what another owner needs next, unless it failed before. What its own code throws is not
   * for who asked.
   *
   * @return whether a wave has yet to come to something
   */
  boolean addOfOther(Route route, Object owner) {
    try {
      return route.need(owner, this);
    } catch (RuntimeException e) {
      return false;
    }
  }

  /**
   * Adds a key, unless the request knows it or could not find out.
   *
   * @param key normalized
   * @return whether a wave has yet to come to it
   */
  <K> boolean add(LoaderStore<K, ?, ?> store, K key) {
    if (store.knows(key)) {
      return false;
    }
    Needed<K> needed = needed(store);
    boolean attempted = needed.isAttempted(key);
    if (store.hasFailed(key)) {
      if (attempted || !retrying) {
        failed = true;
        return false;
      }
      Object unused = store.takeFailure(key);
    }
    if (attempted) {
      return false;
    }
    if (through == null) {
      needed.next.include(key);
    } else {
      nearest.merge(through, hop, Math::min);
      later.add(new Later<>(store, key, through, hop));
    }
    return true;
  }

  @SuppressWarnings("unchecked") // keys are kept under their own store, which has this type
  private <K> Needed<K> needed(LoaderStore<K, ?, ?> store) {
    Needed<?> needed = byStore.get(store);
    if (needed == null) {
      needed = new Needed<>(store, owners);
      byStore.put(store, needed);
    }
    return (Needed<K>) needed;
  }

  /** Adds the keys of the nearest hop of each relation; those behind it are needed again later. */
  private void addNearest() {
    for (Later<?> each : later) {
      if (each.hop() == requireNonNull(nearest.get(each.through()))) {
        addNow(each);
      }
    }
    later.clear();
    nearest.clear();
  }

  private <K> void addNow(Later<K> nearestKey) {
    needed(nearestKey.store()).next.include(nearestKey.key());
  }

  /** Says that a list names a row that is gone. */
  <K> void repair(LoaderStore<K, ?, ?> lists, K key) {
    if (lists.repair(key)) {
      repairs.computeIfAbsent(lists, absent -> new LinkedHashSet<>()).add(key);
    }
  }

  /** Whether a key that is needed has failed. */
  boolean hasFailed() {
    return failed;
  }

  /** Has one wave resolve what is needed; whether anything was. */
  boolean resolve() {
    addNearest();
    List<Asked<?>> asked = new ArrayList<>(byStore.size());
    for (Needed<?> needed : byStore.values()) {
      if (!needed.next.isEmpty()) {
        asked.add(needed.takeNext());
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
    addNearest();
    byStore.values().forEach(needed -> wait(needed, handles));
  }

  private static <K> void wait(Needed<K> needed, HandleMaker handles) {
    needed.next.forEach(key -> handles.handle(needed.store, key));
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
