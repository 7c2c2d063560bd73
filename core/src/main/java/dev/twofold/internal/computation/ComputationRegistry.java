package dev.twofold.internal.computation;

import dev.twofold.computation.Computation;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.loader.LoaderTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The computations of an engine, by the class that the application wrote. Immutable. */
public final class ComputationRegistry {

  private final Map<Class<?>, RegisteredComputation<?, ?>> computations;

  ComputationRegistry(Map<Class<?>, RegisteredComputation<?, ?>> computations) {
    this.computations = Map.copyOf(computations);
  }

  /** The loaders of their results. */
  public List<RegisteredLoader<?, ?, ?>> loaders() {
    List<RegisteredLoader<?, ?, ?>> loaders = new ArrayList<>();
    computations.values().forEach(each -> loaders.add(each.results()));
    return loaders;
  }

  /**
   * The computation of a class.
   *
   * @throws IllegalArgumentException if none is registered, naming those that are
   */
  @SuppressWarnings("unchecked") // a computation is registered under its own class
  public <A, V> RegisteredComputation<A, V> require(Class<? extends Computation<A, V>> type) {
    RegisteredComputation<?, ?> computation = computations.get(LoaderTypes.applicationClass(type));
    if (computation == null) {
      throw new IllegalArgumentException(
          "no computation registered for %s; registered: %s"
              .formatted(
                  type.getName(),
                  computations.keySet().stream().map(Class::getSimpleName).sorted().toList()));
    }
    return (RegisteredComputation<A, V>) computation;
  }
}
