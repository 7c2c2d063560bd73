package dev.twofold.internal.read;

import dev.twofold.internal.store.LoaderStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The waves that are running, innermost first: a load may cause another wave. Not thread-safe. */
final class RunningWaves {

  private final Deque<List<Batch<?, ?, ?>>> waves = new ArrayDeque<>();

  void begin(List<Batch<?, ?, ?>> wave) {
    waves.push(wave);
  }

  void end() {
    waves.pop();
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
