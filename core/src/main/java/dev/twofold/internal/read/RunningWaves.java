package dev.twofold.internal.read;

import dev.twofold.internal.store.LoaderStore;
import dev.twofold.tier.FillRight.Lease;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The waves that are running, innermost first: a load may cause another wave. Not thread-safe. */
final class RunningWaves {

  private final Deque<List<Batch<?, ?, ?>>> waves = new ArrayDeque<>();
  private final Deque<Rights> rights = new ArrayDeque<>();

  /**
   * @param given takes the rights to fill of the wave
   */
  void begin(List<Batch<?, ?, ?>> wave, Rights given) {
    waves.push(wave);
    rights.push(given);
  }

  void end() {
    waves.pop();
    rights.pop();
  }

  /** Whether one of them has a lease. */
  boolean have(Lease lease) {
    return rights.stream().anyMatch(given -> given.has(lease));
  }

  /** Whether code of the application is working on a key. */
  boolean isWorkingOn(LoaderStore<?, ?, ?> store, Object key) {
    for (List<Batch<?, ?, ?>> wave : waves) {
      for (Batch<?, ?, ?> batch : wave) {
        if (batch.isWorkingOn(store, key)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Makes those of some keys known whose cached forms are loaded already. */
  <K> void resolveLoaded(LoaderStore<K, ?, ?> store, Iterable<K> keys) {
    for (List<Batch<?, ?, ?>> wave : waves) {
      for (Batch<?, ?, ?> batch : wave) {
        batch.resolveLoaded(store, keys);
      }
    }
  }

  /** The names of the loaders that are working, outermost first, then of the one that is asked. */
  List<String> path(LoaderStore<?, ?, ?> asked) {
    List<String> path = new ArrayList<>();
    waves
        .descendingIterator()
        .forEachRemaining(
            wave ->
                wave.stream()
                    .filter(Batch::isWorking)
                    .forEach(batch -> path.add(batch.store().loader().name())));
    path.add(asked.loader().name());
    return path;
  }
}
