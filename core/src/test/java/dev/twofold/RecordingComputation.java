package dev.twofold;

import dev.twofold.computation.Computation;
import dev.twofold.computation.Inputs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A computation that remembers what it has computed. Thread-safe. */
abstract class RecordingComputation<A, V> extends Computation<A, V> {

  private final List<A> computed = Collections.synchronizedList(new ArrayList<>());
  private volatile Runnable inside = () -> {};

  /** Makes a result, from nothing but what it is given. */
  abstract Optional<V> answer(A arguments, Inputs inputs) throws Exception;

  @Override
  public final Optional<V> compute(A arguments, Inputs inputs) throws Exception {
    computed.add(arguments);
    Optional<V> result = answer(arguments, inputs);
    inside.run();
    return result;
  }

  /** Runs something inside the next computation, once its result is made. */
  final void duringNext(Runnable action) {
    inside =
        () -> {
          inside = () -> {};
          action.run();
        };
  }

  /** What it has computed since the last time, in order. */
  final List<A> computed() {
    synchronized (computed) {
      List<A> since = List.copyOf(computed);
      computed.clear();
      return since;
    }
  }

  @Override
  public Set<String> tags(A arguments) {
    return Set.of(name() + " of " + arguments);
  }
}
