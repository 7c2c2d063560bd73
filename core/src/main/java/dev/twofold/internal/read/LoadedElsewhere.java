package dev.twofold.internal.read;

import dev.twofold.internal.flight.Flight;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The keys of one batch that somebody else is loading: a holder of a lease, wherever it is, or
 * another request of this process, whose load the batch has joined. Used by one thread.
 */
final class LoadedElsewhere<K, C> {

  /** Not made before there is a key; so is the list. */
  private Set<K> awaited = Set.of();

  private List<Joined<K, C>> joined = List.of();

  boolean isEmpty() {
    return awaited.isEmpty();
  }

  boolean has(K key) {
    return awaited.contains(key);
  }

  void await(K key) {
    awaited = awaited.isEmpty() ? new HashSet<>() : awaited;
    awaited.add(key);
  }

  void awaitNoMore(K key) {
    if (!awaited.isEmpty()) {
      awaited.remove(key);
    }
  }

  /** Waits for the load of another request to answer a key. */
  void join(K key, Flight<K, LoadedBatch<K, C>> flight) {
    await(key);
    for (Joined<K, C> each : joined) {
      if (each.flight().equals(flight)) {
        each.keys().include(key);
        return;
      }
    }
    joined = joined.isEmpty() ? new ArrayList<>() : joined;
    joined.add(new Joined<>(flight, Keys.of(key)));
  }

  /** Whether it waits for the load of another request. */
  boolean hasJoined() {
    return !joined.isEmpty();
  }

  /** The loads of other requests that it waits for; it waits no longer. */
  List<Joined<K, C>> takeJoined() {
    List<Joined<K, C>> taken = joined;
    joined = List.of();
    taken.forEach(each -> each.keys().forEach(this::awaitNoMore));
    return taken;
  }
}
