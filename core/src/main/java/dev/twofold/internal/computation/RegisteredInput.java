package dev.twofold.internal.computation;

import dev.twofold.computation.Input;
import dev.twofold.error.LoadException;
import dev.twofold.internal.computation.Part.OfStep;
import dev.twofold.internal.computation.Part.OfValue;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * An input of a computation, checked.
 *
 * @param <A> type of the arguments of the computation
 */
sealed interface RegisteredInput<A> {

  /** Tells inputs apart whose parts have the same names. */
  String identity();

  /** The parts that the result for some arguments is computed from, by their names. */
  SortedMap<String, ? extends Part> parts(A arguments, Asking asking);

  /** Values of a loader. */
  record OfValues<A, K, V>(
      String computation, Input.Values<A, K, V> declared, ValueSource<K, V> source)
      implements RegisteredInput<A> {

    @Override
    public String identity() {
      return source.identity();
    }

    @Override
    public SortedMap<String, OfValue<K, V>> parts(A arguments, Asking asking) {
      SortedMap<String, OfValue<K, V>> parts = new TreeMap<>();
      for (K each : named(computation, declared.keys(), arguments)) {
        K key = source.normalized(each);
        parts.put(
            source.keys().toText(key),
            new OfValue<>(source, key, asking.lazy(source.loader(), key)));
      }
      return parts;
    }
  }

  /** Results of another computation. */
  record OfSteps<A, B, W>(
      String computation, Input.Steps<A, B, W> declared, RegisteredComputation<B, W> step)
      implements RegisteredInput<A> {

    @Override
    public String identity() {
      return step.identity();
    }

    @Override
    public SortedMap<String, OfStep<B, W>> parts(A arguments, Asking asking) {
      SortedMap<String, OfStep<B, W>> parts = new TreeMap<>();
      for (B each : named(computation, declared.arguments(), arguments)) {
        parts.put(step.textOf(each), new OfStep<>(step.draft(each, asking)));
      }
      return parts;
    }
  }

  /** What a function of the application names; none of it is null. */
  private static <A, T> List<T> named(
      String computation,
      Function<? super A, ? extends Collection<? extends T>> function,
      A arguments) {
    try {
      return List.copyOf(function.apply(arguments));
    } catch (RuntimeException e) {
      throw new LoadException(
          "%s could not say what a result is computed from: %s"
              .formatted(computation, e.getClass().getSimpleName()),
          e);
    }
  }
}
