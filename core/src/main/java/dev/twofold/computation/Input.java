package dev.twofold.computation;

import static java.util.Objects.requireNonNull;

import dev.twofold.loader.Loader;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Something that results are computed from beside their arguments: values of a loader, or results
 * of another computation. Which ones follows from the arguments alone, so that all inputs of all
 * results of a question are read together.
 *
 * <p>Values of loaders are read before a result is looked for, because what they contain is part of
 * its key; results of steps only if it must be computed. A loader that reads no more than what the
 * results are made of keeps them where other columns change.
 *
 * @param <A> type of the arguments
 */
public sealed interface Input<A> {

  /**
   * The value of one key of a loader; that there is none counts as well.
   *
   * @param loader registered with the same engine; no {@code FormLoader}, whose values belong to a
   *     request
   * @param key from the arguments; fails them if it throws or answers null
   */
  static <A, K, V> Input<A> of(
      Class<? extends Loader<K, V>> loader, Function<? super A, ? extends K> key) {
    requireNonNull(key, "key");
    return new Values<>(loader, arguments -> List.of(key.apply(arguments)));
  }

  /** The values of some keys of a loader, whatever order the keys are in; see {@link #of}. */
  static <A, K, V> Input<A> ofAll(
      Class<? extends Loader<K, V>> loader,
      Function<? super A, ? extends Collection<? extends K>> keys) {
    return new Values<>(loader, keys);
  }

  /**
   * The result of another computation: a step that this one begins with.
   *
   * @param step registered with the same engine; does not begin with this computation itself
   * @param stepArguments from the arguments; fails them if it throws or answers null
   */
  static <A, B, W> Input<A> step(
      Class<? extends Computation<B, W>> step, Function<? super A, ? extends B> stepArguments) {
    requireNonNull(stepArguments, "stepArguments");
    return new Steps<>(step, arguments -> List.of(stepArguments.apply(arguments)));
  }

  /** The results of another computation for some arguments, in any order; see {@link #step}. */
  static <A, B, W> Input<A> steps(
      Class<? extends Computation<B, W>> step,
      Function<? super A, ? extends Collection<? extends B>> stepArguments) {
    return new Steps<>(step, stepArguments);
  }

  /**
   * Values of a loader.
   *
   * @param loader the class of the loader
   * @param keys the keys that results for some arguments are computed from
   */
  record Values<A, K, V>(
      Class<? extends Loader<K, V>> loader,
      Function<? super A, ? extends Collection<? extends K>> keys)
      implements Input<A> {
    public Values {
      requireNonNull(loader, "loader");
      requireNonNull(keys, "keys");
    }
  }

  /**
   * Results of another computation.
   *
   * @param computation its class
   * @param arguments those that results for some arguments begin with
   */
  record Steps<A, B, W>(
      Class<? extends Computation<B, W>> computation,
      Function<? super A, ? extends Collection<? extends B>> arguments)
      implements Input<A> {
    public Steps {
      requireNonNull(computation, "computation");
      requireNonNull(arguments, "arguments");
    }
  }
}
