package dev.twofold.internal.computation;

import dev.twofold.computation.BatchComputation;
import dev.twofold.computation.Computation;
import dev.twofold.error.LoadException;
import dev.twofold.error.TierException;
import dev.twofold.error.TwofoldException;
import dev.twofold.internal.registry.LoadFunction;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Computes the results that no tier had: asks for the steps of all of them in one wave, then calls
 * the computation. A result whose steps fail, fails; the others do not.
 */
final class ComputedResults<A, V> implements LoadFunction<ResultKey<A>, Result<V>> {

  private final Computation<A, V> computation;
  private final List<RegisteredInput<A>> inputs;

  /**
   * @param inputs those that the computation has named
   */
  ComputedResults(Computation<A, V> computation, List<RegisteredInput<A>> inputs) {
    this.computation = computation;
    this.inputs = inputs;
  }

  @Override
  public Answer<ResultKey<A>, Result<V>> load(Set<ResultKey<A>> keys, Call call) throws Exception {
    Map<ResultKey<A>, Draft<A, V>> drafts = new LinkedHashMap<>();
    for (ResultKey<A> key : keys) {
      drafts.put(key, draft(key, call));
    }
    drafts.values().forEach(Draft::askSteps);
    Outcomes outcomes = new Outcomes();
    Map<ResultKey<A>, Map<Part.Name, Optional<?>>> given = new LinkedHashMap<>();
    drafts.forEach(
        (key, draft) -> {
          try {
            given.put(key, draft.given());
          } catch (LoadException e) {
            outcomes.failures.put(key, e);
          }
        });
    if (computation instanceof BatchComputation<A, V> batch) {
      computeTogether(batch, given, call, outcomes);
    } else {
      for (Map.Entry<ResultKey<A>, Map<Part.Name, Optional<?>>> each : given.entrySet()) {
        compute(each.getKey(), inputs(each.getValue(), call), outcomes);
      }
    }
    return new Answer<>(outcomes.values, outcomes.failures, List.of());
  }

  @SuppressWarnings("unchecked") // the hint for the key of a result is its draft
  private Draft<A, V> draft(ResultKey<A> key, Call call) {
    if (call.hint(key) instanceof Draft<?, ?> draft) {
      return (Draft<A, V>) draft;
    }
    throw new LoadException(
        "%s does not know what a result is computed from, because its request has ended"
            .formatted(computation.name()));
  }

  private GivenInputs inputs(Map<Part.Name, Optional<?>> given, Call call) {
    return new GivenInputs(computation.name(), inputs, given, call);
  }

  private void compute(ResultKey<A> key, GivenInputs inputs, Outcomes outcomes)
      throws InterruptedException {
    Optional<V> value;
    try {
      value = computation.compute(key.arguments(), inputs);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      outcomes.failed(key, e);
      return;
    }
    if (value == null) {
      outcomes.failed(key, "answered null; answer Optional.empty() where there is no result");
    } else {
      value.ifPresent(each -> outcomes.values.put(key, new Result<>(each, false)));
    }
  }

  /**
   * One call for all, as a rule. An input that another thread of the request has changed between
   * two drafts is not the same in both: they are computed one after the other, each from its own.
   */
  private void computeTogether(
      BatchComputation<A, V> batch,
      Map<ResultKey<A>, Map<Part.Name, Optional<?>>> given,
      Call call,
      Outcomes outcomes)
      throws InterruptedException {
    while (!given.isEmpty()) {
      Map<A, ResultKey<A>> keys = new LinkedHashMap<>();
      Map<Part.Name, Optional<?>> together = new HashMap<>();
      given
          .entrySet()
          .removeIf(
              each -> {
                boolean fits = agree(together, each.getValue());
                if (fits && keys.putIfAbsent(each.getKey().arguments(), each.getKey()) == null) {
                  together.putAll(each.getValue());
                  return true;
                }
                return false;
              });
      computeAll(batch, keys, inputs(together, call), outcomes);
    }
  }

  @SuppressWarnings("ReferenceEquality") // a request knows one instance of a value
  private static boolean agree(
      Map<Part.Name, Optional<?>> some, Map<Part.Name, Optional<?>> others) {
    for (Map.Entry<Part.Name, Optional<?>> each : others.entrySet()) {
      Optional<?> known = some.get(each.getKey());
      if (known != null && known.orElse(null) != each.getValue().orElse(null)) {
        return false;
      }
    }
    return true;
  }

  private void computeAll(
      BatchComputation<A, V> batch,
      Map<A, ResultKey<A>> keys,
      GivenInputs inputs,
      Outcomes outcomes)
      throws InterruptedException {
    @Nullable Map<A, V> answer;
    try {
      answer = batch.computeAll(Collections.unmodifiableSet(keys.keySet()), inputs);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      keys.values().forEach(key -> outcomes.failed(key, e));
      return;
    }
    for (Map.Entry<A, ResultKey<A>> each : keys.entrySet()) {
      if (answer == null) {
        outcomes.failed(each.getValue(), "answered null instead of a map");
      } else if (answer.containsKey(each.getKey())) {
        take(each.getValue(), answer.get(each.getKey()), outcomes);
      }
    }
  }

  private void take(ResultKey<A> key, @Nullable V value, Outcomes outcomes) {
    if (value == null) {
      outcomes.failed(key, "answered null; leave arguments out of the map that have no result");
    } else {
      outcomes.values.put(key, new Result<>(value, false));
    }
  }

  /** What became of the results of one call. */
  private final class Outcomes {

    private final Map<ResultKey<A>, Result<V>> values = new LinkedHashMap<>();
    private final Map<ResultKey<A>, LoadException> failures = new LinkedHashMap<>();

    void failed(ResultKey<A> key, String why) {
      failures.put(key, new LoadException(computation.name() + " " + why));
    }

    /** What could not be loaded is no failure of the computation. */
    void failed(ResultKey<A> key, Exception reason) {
      Optional<V> instead =
          reason instanceof LoadException || reason instanceof TierException
              ? Optional.empty()
              : instead(key, reason);
      if (instead.isPresent()) {
        values.put(key, new Result<>(instead.get(), true));
      } else {
        failures.put(
            key,
            new LoadException(
                "%s could not compute a result: %s".formatted(computation.name(), text(reason)),
                reason));
      }
    }

    private Optional<V> instead(ResultKey<A> key, Exception reason) {
      try {
        return computation.resultOfFailure(key.arguments(), reason);
      } catch (RuntimeException e) {
        reason.addSuppressed(e);
        return Optional.empty();
      }
    }

    /** Messages of the application may show values; those of Twofold do not. */
    private static String text(Exception reason) {
      String message = reason instanceof TwofoldException ? reason.getMessage() : null;
      return message == null ? reason.getClass().getSimpleName() : message;
    }
  }
}
