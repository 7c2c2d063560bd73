package dev.twofold.internal.read;

import static java.util.Objects.requireNonNull;

import dev.twofold.internal.store.LoaderStore;
import dev.twofold.tier.FillRight.Lease;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The waves that are running, innermost first: a load may cause another wave. Not thread-safe. */
final class RunningWaves {

  private record Running(List<Batch<?, ?, ?>> batches, Rights rights, @Nullable Running outer) {}

  private @Nullable Running innermost;

  /**
   * @param given takes the rights to fill of the wave
   */
  void begin(List<Batch<?, ?, ?>> wave, Rights given) {
    innermost = new Running(wave, given, innermost);
  }

  void end() {
    innermost = requireNonNull(innermost, "no wave is running").outer();
  }

  /** Whether one of them has a lease. */
  boolean have(Lease lease) {
    for (Running wave = innermost; wave != null; wave = wave.outer()) {
      if (wave.rights().has(lease)) {
        return true;
      }
    }
    return false;
  }

  /** Whether code of the application is working on a key. */
  boolean isWorkingOn(LoaderStore<?, ?, ?> store, Object key) {
    for (Running wave = innermost; wave != null; wave = wave.outer()) {
      for (Batch<?, ?, ?> batch : wave.batches()) {
        if (batch.isWorkingOn(store, key)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Makes those of some keys known whose cached forms are loaded already. */
  <K> void resolveLoaded(LoaderStore<K, ?, ?> store, Iterable<K> keys) {
    for (Running wave = innermost; wave != null; wave = wave.outer()) {
      for (Batch<?, ?, ?> batch : wave.batches()) {
        batch.resolveLoaded(store, keys);
      }
    }
  }

  /** The names of the loaders that are working, outermost first, then of the one that is asked. */
  List<String> path(LoaderStore<?, ?, ?> asked) {
    Deque<String> path = new ArrayDeque<>();
    path.add(asked.loader().name());
    for (Running wave = innermost; wave != null; wave = wave.outer()) {
      List<String> working = new ArrayList<>();
      for (Batch<?, ?, ?> batch : wave.batches()) {
        if (batch.isWorking()) {
          working.add(batch.store().loader().name());
        }
      }
      Collections.reverse(working);
      working.forEach(path::addFirst);
    }
    return List.copyOf(path);
  }
}
