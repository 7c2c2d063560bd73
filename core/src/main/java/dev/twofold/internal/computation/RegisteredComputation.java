package dev.twofold.internal.computation;

import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.key.KeyFormat;
import java.util.List;

/**
 * A computation with everything that it needs to work, checked. Immutable.
 *
 * @param <A> type of the arguments
 * @param <V> type of the results
 */
public final class RegisteredComputation<A, V> {

  private final Class<?> type;
  private final KeyFormat<A> arguments;
  private final List<RegisteredInput<A>> inputs;
  private final String identity;
  private final RegisteredLoader<ResultKey<A>, Result<V>, V> results;

  /**
   * @param type the class, as the application wrote it
   * @param identity its name and version
   * @param results loads the results
   */
  RegisteredComputation(
      Class<?> type,
      String identity,
      KeyFormat<A> arguments,
      List<RegisteredInput<A>> inputs,
      RegisteredLoader<ResultKey<A>, Result<V>, V> results) {
    this.type = type;
    this.identity = identity;
    this.arguments = arguments;
    this.inputs = List.copyOf(inputs);
    this.results = results;
  }

  Class<?> type() {
    return type;
  }

  String identity() {
    return identity;
  }

  List<RegisteredInput<A>> inputs() {
    return inputs;
  }

  /** Loads the results. */
  public RegisteredLoader<ResultKey<A>, ?, V> results() {
    return results;
  }

  /** The canonical text of some arguments. */
  String textOf(A some) {
    return arguments.toText(some);
  }

  /**
   * Begins to ask for the result for some arguments, without waiting for anything.
   *
   * @throws dev.twofold.error.LoadException if the computation fails to say what it is computed
   *     from
   */
  public Draft<A, V> draft(A some, Asking asking) {
    return new Draft<>(this, some, asking);
  }
}
