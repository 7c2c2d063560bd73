package dev.twofold.internal.computation;

import dev.twofold.internal.registry.Brief;
import dev.twofold.internal.registry.RequestForm;

/** Requests see the value of a result. */
final class ResultForm<A, V> implements RequestForm<ResultKey<A>, Result<V>, V> {

  @Override
  public V of(ResultKey<A> key, Result<V> result, Request request) {
    if (result.isBrief()) {
      request.part(Brief.class, () -> true);
    }
    return result.value();
  }

  /** Whether it stands for a failure says how long it is kept, and nothing of what it is. */
  @Override
  public Result<V> cachedOf(V value) {
    return new Result<>(value, false);
  }
}
