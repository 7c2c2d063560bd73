package dev.twofold.internal.flight;

import dev.twofold.internal.store.LoaderStore;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.key.ParameterValues;
import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.TierListener;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The loads of an engine that are running and that other requests may share.
 *
 * <p>Whoever is about to load some keys claims those that nobody is loading, and is told the
 * flights of the others. It loads its own first, and only then waits: as nobody waits while it has
 * something to load, no two requests ever wait for each other.
 *
 * <p>A flight is joined only by who may see what it reads: nothing of the key became stale since it
 * began. Marks say so of what this process knows; a lease of the distributed tier that stands says
 * so of all nodes. Thread-safe.
 */
public final class Flights implements TierListener {

  private record Identity(Object loader, ParameterValues parameters) {}

  /** By loader where it has no parameters, else by {@link Identity}; only while there are some. */
  private final ConcurrentHashMap<Object, FlightGroup<?, ?>> groups = new ConcurrentHashMap<>();

  private final StaleMarks marks = new StaleMarks();
  private final LoadTurns turns;

  /**
   * @param mostLoads how many loads may read databases at the same time; 0: any number
   */
  public Flights(int mostLoads) {
    turns = new LoadTurns(mostLoads);
  }

  /** Which threads load, and how many may. */
  public LoadTurns turns() {
    return turns;
  }

  /**
   * Claims those of some keys that nobody is loading.
   *
   * @param keys not changed any more
   * @param budget how long the load may take
   * @param leases whether the caller holds a lease
   * @param mayJoin whether the flight of another request will do for a key
   * @return the flight of the caller, who {@linkplain #end ends} it whatever happens
   */
  public <K, A> Flight<K, A> begin(
      LoaderStore<K, ?, ?> store,
      Set<K> keys,
      Duration budget,
      Predicate<Lease> leases,
      Predicate<? super K> mayJoin) {
    Object identity = identity(store);
    long now = System.nanoTime();
    // Usually nobody else is loading any of them.
    Flight<K, A> alone =
        new Flight<>(identity, keys, Map.of(), marks.capture(), now + budget.toNanos(), leases);
    if (groups.putIfAbsent(identity, new FlightGroup<>(alone)) == null) {
      return alone;
    }
    Claim<K, A> claim = new Claim<>(store, alone, mayJoin, now);
    groups.compute(identity, claim);
    return claim.flight();
  }

  private static Object identity(LoaderStore<?, ?, ?> store) {
    return store.loader().parameters().isEmpty()
        ? store.loader()
        : new Identity(store.loader(), store.parameters());
  }

  @SuppressWarnings("unchecked") // a group is kept under its own loader, which has these types
  private static <K, A> FlightGroup<K, A> typed(FlightGroup<?, ?> group) {
    return (FlightGroup<K, A>) group;
  }

  /** What is done with a group, while nobody else does anything with it. */
  private final class Claim<K, A>
      implements BiFunction<Object, @Nullable FlightGroup<?, ?>, FlightGroup<?, ?>> {

    private final LoaderStore<K, ?, ?> store;
    private final Flight<K, A> alone;
    private final Predicate<? super K> mayJoin;
    private final long now;
    private @Nullable Flight<K, A> flight;

    /**
     * @param alone loads all of the keys
     */
    Claim(LoaderStore<K, ?, ?> store, Flight<K, A> alone, Predicate<? super K> mayJoin, long now) {
      this.store = store;
      this.alone = alone;
      this.mayJoin = mayJoin;
      this.now = now;
    }

    @Override
    public FlightGroup<?, ?> apply(Object identity, @Nullable FlightGroup<?, ?> running) {
      if (running == null) {
        flight = alone;
        return new FlightGroup<>(alone);
      }
      FlightGroup<K, A> group = typed(running);
      Flight<K, A> begun = alone.beside(group.joined(alone.asked(), this::mayJoin));
      if (!begun.isEmpty()) {
        group.add(begun);
      }
      flight = begun;
      return group;
    }

    private boolean mayJoin(K key, Flight<K, A> other) {
      return other.isBoarding(now) && mayJoin.test(key) && isCurrent(store, key, other);
    }

    Flight<K, A> flight() {
      if (flight == null) {
        throw new IllegalStateException("nothing was claimed");
      }
      return flight;
    }
  }

  private <K> boolean isCurrent(LoaderStore<K, ?, ?> store, K key, Flight<K, ?> flight) {
    return marks.isCurrent(store.loader().stale().loader(), store.tierKey(key), flight.vintage());
  }

  /**
   * The flight that loads a key with a lease; null if there is none. The lease was seen by the
   * caller: nothing became stale since the flight began, wherever it was written.
   */
  public <K, A> @Nullable Flight<K, A> holder(LoaderStore<K, ?, ?> store, K key, Lease lease) {
    Object identity = identity(store);
    Holder<K, A> holder = new Holder<>(key, lease);
    groups.computeIfPresent(identity, holder);
    return holder.flight;
  }

  private static final class Holder<K, A>
      implements BiFunction<Object, FlightGroup<?, ?>, FlightGroup<?, ?>> {

    private final K key;
    private final Lease lease;
    private @Nullable Flight<K, A> flight;

    Holder(K key, Lease lease) {
      this.key = key;
      this.lease = lease;
    }

    @Override
    public FlightGroup<?, ?> apply(Object identity, FlightGroup<?, ?> running) {
      Flight<K, A> loading = Flights.<K, A>typed(running).of(key);
      if (loading != null && loading.holds(lease) && loading.isBoarding(System.nanoTime())) {
        flight = loading;
      }
      return running;
    }
  }

  /** Ends a flight: nobody finds it any more, and who waits in vain loads. Repeatable. */
  public <K, A> void end(Flight<K, A> flight) {
    flight.leave();
    if (!flight.isEmpty()) {
      groups.computeIfPresent(
          flight.identity(),
          (identity, running) -> Flights.<K, A>typed(running).remove(flight) ? null : running);
    }
  }

  /** Says that a key was read anew: what began to read it before is older. */
  public <K> void renewed(LoaderStore<K, ?, ?> store, Set<K> keys) {
    Set<StaleKey> named = new HashSet<>();
    for (K key : keys) {
      TierKey name = store.tierKey(key);
      if (name == null) {
        marks.mark(new Invalidation(Set.of(), Set.of(store.loader().stale()), Set.of(), Set.of()));
        return;
      }
      named.add(name.stale());
    }
    marks.mark(Invalidation.ofKeys(named));
  }

  @Override
  public void invalidated(Invalidation stale) {
    marks.mark(stale);
  }

  @Override
  public void missed(int partition) {
    marks.markEverything();
  }

  /** What became stale while nobody could be heard is not known. */
  @Override
  public void listening(boolean listening) {
    if (listening) {
      marks.markEverything();
    }
  }

  /** Whether nothing is kept, which is so while no load runs. */
  boolean isEmpty() {
    return groups.isEmpty();
  }
}
