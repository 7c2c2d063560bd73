package dev.twofold.internal.flight;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The flights of one loader under one set of parameters. One alone is found by its keys; only from
 * the second on there is a table by key, so that a load that nobody disturbs costs nothing per key.
 * Guarded by the table that it is in.
 */
final class FlightGroup<K, A> {

  private final List<Flight<K, A>> flights = new ArrayList<>(1);

  /** How many keys they load; a key counts for each that loads it. */
  private long claimed;

  /** By key: the latest flight. Null as long as there is one flight. */
  private @Nullable Map<K, Flight<K, A>> byKey;

  FlightGroup(Flight<K, A> first) {
    add(first);
  }

  /** The flight that loads a key; null if there is none. */
  @Nullable Flight<K, A> of(K key) {
    if (byKey != null) {
      return byKey.get(key);
    }
    for (Flight<K, A> only : flights) {
      return only.asked().contains(key) && only.loads(key) ? only : null;
    }
    return null;
  }

  /** Those of some keys that a flight loads which may be joined. */
  Map<K, Flight<K, A>> joined(Set<K> keys, BiPredicate<K, Flight<K, A>> mayJoin) {
    Map<K, Flight<K, A>> joined = new HashMap<>();
    for (K key : keys) {
      Flight<K, A> flight = of(key);
      if (flight != null && mayJoin.test(key, flight)) {
        joined.put(key, flight);
      }
    }
    return joined;
  }

  /** Adds a flight. It stands for its keys from now, also for those that an earlier one loads. */
  void add(Flight<K, A> flight) {
    flights.add(flight);
    claimed += flight.size();
    if (byKey != null) {
      enter(flight, byKey);
    } else if (flights.size() > 1) {
      byKey = table();
    }
  }

  /**
   * Takes a flight out.
   *
   * @return whether it was the last one
   */
  boolean remove(Flight<K, A> flight) {
    if (flights.remove(flight)) {
      claimed -= flight.size();
    }
    if (byKey != null) {
      flight.asked().forEach(key -> byKey.remove(key, flight));
      if (byKey.size() > claimed) {
        // Keys whose hash codes have changed were not found.
        byKey = table();
      }
    }
    return flights.isEmpty();
  }

  private Map<K, Flight<K, A>> table() {
    Map<K, Flight<K, A>> table = new HashMap<>();
    flights.forEach(flight -> enter(flight, table));
    return table;
  }

  private static <K, A> void enter(Flight<K, A> flight, Map<K, Flight<K, A>> table) {
    for (K key : flight.asked()) {
      if (flight.loads(key)) {
        table.put(key, flight);
      }
    }
  }
}
