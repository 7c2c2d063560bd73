package dev.twofold.internal.read;

import dev.twofold.internal.flight.Flight;
import dev.twofold.internal.flight.Flights;
import dev.twofold.internal.flight.LoadTurns;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.internal.tiers.WaitBudget;
import dev.twofold.region.Consistency;
import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which loads of a wave other requests may share, and which of theirs it shares. Neither what it
 * reads from the primary, nor what it reads in a transaction of the caller, nor what it has written
 * itself. Used by one thread.
 */
final class LoadSharing {

  private final SharedTiers tiers;
  private final Flights flights;
  private final LoadTurns turns;
  private final Rights rights;
  private final Source source;
  private final Duration budget;
  private final WaitBudget waits;
  private List<Flight<?, ?>> landed = List.of();
  private boolean joins = true;

  /**
   * @param rights those that the lookups were given
   * @param source where the wave reads
   * @param budget how long a load may take
   * @param waits what the wave may wait in all
   */
  LoadSharing(SharedTiers tiers, Rights rights, Source source, Duration budget, WaitBudget waits) {
    this.tiers = tiers;
    this.flights = tiers.loads().flights();
    this.turns = flights.turns();
    this.rights = rights;
    this.source = source;
    this.budget = budget;
    this.waits = waits;
  }

  private boolean isSharing(Batch<?, ?, ?> batch) {
    return source == Source.READER
        && batch.store().loader().shared()
        && !batch.mode().replaces()
        && !batch.isBarred()
        && batch.mayFill();
  }

  /**
   * Begins a load of keys, or of those that no other request is loading; the batch then joins the
   * loads of the others.
   *
   * @return null: nobody shares it
   */
  <K, C> @Nullable Flight<K, LoadedBatch<K, C>> begin(Batch<K, C, ?> batch, Keys<K> keys) {
    if (!isSharing(batch) || !haveCommitted(batch.store(), keys)) {
      return null;
    }
    LoaderStore<K, C, ?> store = batch.store();
    boolean mayWait = joins && !turns.isLoading();
    Flight<K, LoadedBatch<K, C>> flight =
        flights.begin(store, keys, budget, rights::has, key -> mayWait && mayJoin(store, key));
    flight.others().forEach((key, other) -> batch.elsewhere().join(key, other));
    return flight;
  }

  private <K> boolean haveCommitted(LoaderStore<K, ?, ?> store, Keys<K> keys) {
    if (!tiers.ownWrites().isEmpty()) {
      for (K key : keys) {
        if (tiers.ownWrites().cover(store, key)) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Whether marks of this process are enough to tell that a load is not too old. For strict regions
   * they are not. With a lease of its own a request knows that an older load has lost its lease.
   */
  private <K> boolean mayJoin(LoaderStore<K, ?, ?> store, K key) {
    if (!tiers.distributed().exists()) {
      return true;
    }
    var format = store.loader().tierFormat();
    var name = store.tierKey(key);
    return format != null
        && name != null
        && format.policy().consistency() != Consistency.STRICT
        && rights.of(name) == null;
  }

  /**
   * Joins the load that has a lease, if it is one of this process.
   *
   * @return whether it is
   */
  <K, C> boolean join(Batch<K, C, ?> batch, K key, Lease lease) {
    if (!isSharing(batch) || turns.isLoading()) {
      return false;
    }
    Flight<K, LoadedBatch<K, C>> flight = flights.holder(batch.store(), key, lease);
    if (flight == null) {
      return false;
    }
    batch.elsewhere().join(key, flight);
    return true;
  }

  /** Until when a wave waits that begins to wait now, by {@link System#nanoTime}. */
  long waitLimit() {
    return System.nanoTime() + waits.cut(budget).toNanos();
  }

  /** Loads from now on what others are loading too. */
  void joinNoMore() {
    joins = false;
  }

  /** A load has ended. What will be put into tiers can be joined until it is there. */
  void end(Batch<?, ?, ?> batch, Flight<?, ?> flight) {
    flight.leave();
    if (flight.hasLanded() && batch.store().loader().tierFormat() != null) {
      landed = landed.isEmpty() ? new ArrayList<>() : landed;
      landed.add(flight);
    } else {
      flights.end(flight);
    }
  }

  /** Everything that was loaded is where it is put. */
  void filled() {
    landed.forEach(flights::end);
    landed = List.of();
  }

  /** Keys were read anew. */
  <K> void renewed(LoaderStore<K, ?, ?> store, Keys<K> keys) {
    if (store.loader().shared()) {
      flights.renewed(store, keys);
    }
  }
}
