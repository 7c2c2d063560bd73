package dev.twofold.internal.read;

import java.util.List;

/** Tells an observer of a wave that has ended. */
final class Observation {

  private Observation() {}

  /**
   * Tells what it wants to know.
   *
   * @param beyondNear the keys that the near tier has not answered
   */
  static void tell(
      ReadObserver observer, List<Batch<?, ?, ?>> batches, List<OpenKey<?, ?, ?>> beyondNear) {
    if (observer.samples()) {
      batches.forEach(batch -> tellKeys(observer, batch));
    }
    if (observer.wantsValues()) {
      beyondNear.forEach(key -> tellValue(observer, key.batch(), key.position()));
    }
  }

  private static <K> void tellKeys(ReadObserver observer, Batch<K, ?, ?> batch) {
    if (batch.mode().looksUp() && batch.mode().loads()) {
      observer.asked(batch.store().loader(), batch.keys());
    }
  }

  private static <K, V> void tellValue(ReadObserver observer, Batch<K, ?, V> batch, int position) {
    Object outcome = batch.outcomeAt(position);
    V value = outcome instanceof Failed ? null : batch.store().asValue(outcome);
    if (value != null) {
      observer.found(batch.store().loader(), batch.store().parameters(), value);
    }
  }
}
