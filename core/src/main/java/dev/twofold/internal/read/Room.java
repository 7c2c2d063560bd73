package dev.twofold.internal.read;

import dev.twofold.internal.store.RequestStore;
import java.util.List;

/**
 * How many values a request may know: what it knows it keeps in memory until it ends.
 *
 * @param most how many values that are
 */
record Room(RequestStore store, long most) {

  /** Whether the request may know the values of some batches too; if not, their keys fail. */
  boolean isLeftFor(List<Batch<?, ?, ?>> batches) {
    long known = store.size();
    long more = 0;
    for (Batch<?, ?, ?> batch : batches) {
      more += batch.mode().replaces() ? 0 : batch.keys().size();
    }
    if (known + more <= most) {
      return true;
    }
    for (Batch<?, ?, ?> batch : batches) {
      int keys = batch.keys().size();
      batch.failRest(Failures.tooManyValues(batch.store().loader(), keys, known, most));
    }
    return false;
  }
}
