package dev.twofold.computation;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A computation that makes many results at once, where that is cheaper than one after the other: a
 * service that takes lists, for instance.
 *
 * @param <A> type of the arguments
 * @param <V> type of the results; immutable
 */
public abstract class BatchComputation<A, V> extends Computation<A, V> {

  /**
   * Computes the results for all arguments that no tier had.
   *
   * <ul>
   *   <li>Arguments that are <b>missing</b> in the answer have no result; that is remembered.
   *   <li>Arguments that were <b>not asked for</b> are ignored.
   *   <li>A <b>null result</b> fails its arguments; the others are not affected. A null map and an
   *       <b>exception</b> fail all arguments of this call, unless {@link #resultOfFailure} says
   *       what stands for that.
   * </ul>
   *
   * @param arguments not empty, without duplicates, in the order first asked, unmodifiable; at most
   *     {@link #batchLimit}
   * @param inputs those of all of the arguments
   */
  public abstract Map<A, V> computeAll(Set<A> arguments, Inputs inputs) throws Exception;

  @Override
  public final Optional<V> compute(A arguments, Inputs inputs) throws Exception {
    return Optional.ofNullable(computeAll(Set.of(arguments), inputs).get(arguments));
  }
}
