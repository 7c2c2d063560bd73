package dev.twofold.internal.computation;

import dev.twofold.codec.ValueCodec;
import dev.twofold.computation.Computation;
import dev.twofold.computation.Input;
import dev.twofold.error.ConfigurationException;
import dev.twofold.internal.registry.LoaderRegistry;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.registry.Registration;
import dev.twofold.internal.registry.TierFormat;
import dev.twofold.internal.registry.TierFormats;
import dev.twofold.invalidation.Affected;
import dev.twofold.key.KeyFormat;
import dev.twofold.key.Parameter;
import dev.twofold.loader.Loader;
import dev.twofold.loader.LoaderTypes;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns the computations that an application registers into a {@link ComputationRegistry}, or says
 * why it cannot. Used by one thread, then thrown away.
 */
public final class ComputationRegistration {

  private final TierFormats formats;
  private final BiPredicate<String, String> naming;
  private final Map<Class<?>, Computation<?, ?>> declared = new LinkedHashMap<>();
  private final Map<Class<?>, RegisteredComputation<?, ?>> registered = new HashMap<>();

  /** Those that are being registered, each a step of the one before. */
  private final Set<Class<?>> path = new LinkedHashSet<>();

  /**
   * @param naming takes a name and a region, unless a loader or another computation has the name
   */
  public ComputationRegistration(TierFormats formats, BiPredicate<String, String> naming) {
    this.formats = formats;
    this.naming = naming;
  }

  /** Adds a computation. */
  public void add(Computation<?, ?> computation) {
    Class<?> type = LoaderTypes.applicationClass(computation.getClass());
    Registration.checkName(type, computation.name());
    if (declared.put(type, computation) != null) {
      throw new ConfigurationException(
          "%s is registered twice; one computation per class".formatted(type.getName()));
    }
    if (!naming.test(computation.name(), computation.region())) {
      throw new ConfigurationException(
          "a loader or another computation has the name '%s' too; override name() in one of them: %s"
              .formatted(computation.name(), type.getName()));
    }
  }

  /**
   * The registry of all that was added.
   *
   * @param loaders those of the engine
   * @param instances those that the application has registered
   * @throws ConfigurationException if what was added cannot work
   */
  public ComputationRegistry finish(LoaderRegistry loaders, Collection<Loader<?, ?>> instances) {
    ValueSources sources = new ValueSources(loaders, instances);
    declared.keySet().forEach(type -> require(type, sources));
    return new ComputationRegistry(registered);
  }

  private RegisteredComputation<?, ?> require(Class<?> type, ValueSources sources) {
    RegisteredComputation<?, ?> known = registered.get(type);
    if (known != null) {
      return known;
    }
    if (!path.add(type)) {
      throw new ConfigurationException(
          "computations begin with each other as a step: %s -> %s"
              .formatted(
                  String.join(" -> ", path.stream().map(Class::getSimpleName).toList()),
                  type.getSimpleName()));
    }
    Computation<?, ?> computation = declared.get(type);
    if (computation == null) {
      throw new ConfigurationException(
          "a step is %s, which is not registered; registered: %s"
              .formatted(
                  type.getSimpleName(),
                  declared.keySet().stream().map(Class::getSimpleName).sorted().toList()));
    }
    RegisteredComputation<?, ?> made = register(computation, type, sources);
    path.remove(type);
    registered.put(type, made);
    return made;
  }

  private <A, V> RegisteredComputation<A, V> register(
      Computation<A, V> computation, Class<?> type, ValueSources sources) {
    KeyFormat<A> arguments = arguments(computation, type);
    Set<Parameter<?>> parameters = new HashSet<>(computation.parameters());
    List<RegisteredInput<A>> inputs =
        computation.inputs().stream()
            .map(each -> input(computation, each, parameters, sources))
            .toList();
    return new RegisteredComputation<>(
        type,
        "%s version %d".formatted(computation.name(), computation.version()),
        arguments,
        inputs,
        results(computation, type, arguments, inputs, Set.copyOf(parameters)));
  }

  private static <A> KeyFormat<A> arguments(Computation<A, ?> computation, Class<?> type) {
    try {
      return KeyFormat.of(LoaderTypes.argument(type, Computation.class, 0));
    } catch (ConfigurationException e) {
      throw new ConfigurationException(
          "%s cannot tell its arguments apart: %s".formatted(computation.name(), e.getMessage()),
          e);
    }
  }

  /**
   * @param parameters gets those of steps
   */
  private <A> RegisteredInput<A> input(
      Computation<A, ?> computation,
      Input<A> input,
      Set<Parameter<?>> parameters,
      ValueSources sources) {
    if (input instanceof Input.Values<A, ?, ?> values) {
      return ofValues(computation.name(), values, sources);
    }
    Input.Steps<A, ?, ?> steps = (Input.Steps<A, ?, ?>) input;
    RegisteredComputation<?, ?> step =
        require(LoaderTypes.applicationClass(steps.computation()), sources);
    parameters.addAll(step.results().parameters());
    return ofSteps(computation.name(), steps, step);
  }

  private static <A, K, V> RegisteredInput<A> ofValues(
      String computation, Input.Values<A, K, V> declared, ValueSources sources) {
    return new RegisteredInput.OfValues<>(
        computation, declared, sources.of(computation, declared.loader()));
  }

  @SuppressWarnings("unchecked") // a computation is registered under its own class
  private static <A, B, W> RegisteredInput<A> ofSteps(
      String computation, Input.Steps<A, B, W> declared, RegisteredComputation<?, ?> step) {
    return new RegisteredInput.OfSteps<>(computation, declared, (RegisteredComputation<B, W>) step);
  }

  private <A, V> RegisteredLoader<ResultKey<A>, Result<V>, V> results(
      Computation<A, V> computation,
      Class<?> type,
      KeyFormat<A> arguments,
      List<RegisteredInput<A>> inputs,
      Set<Parameter<?>> parameters) {
    if (computation.batchLimit() < 1) {
      throw new ConfigurationException(
          "%s.batchLimit() is %d; allowed: 1 or more"
              .formatted(type.getSimpleName(), computation.batchLimit()));
    }
    @Nullable TierFormat<ResultKey<A>, Result<V>> format =
        formats.of(
            computation,
            parameters,
            ResultKey.format(arguments),
            () -> new ResultCodec<>(codec(computation, type)),
            key -> computation.tags(key.arguments()));
    return new RegisteredLoader<>(
        computation.name(),
        computation.region(),
        parameters,
        null,
        key -> key,
        new ComputedResults<>(computation, inputs),
        new ResultForm<>(),
        computation.batchLimit(),
        null,
        format,
        computation.shared(),
        List.of(),
        // A write gives results other keys: those that stand under the old ones stay right.
        change -> Affected.none());
  }

  private static <V> ValueCodec<V> codec(Computation<?, V> computation, Class<?> type) {
    ValueCodec<V> own = computation.codec();
    return own == null ? ValueCodec.of(LoaderTypes.argument(type, Computation.class, 1)) : own;
  }
}
