package dev.twofold.internal.computation;

import static java.util.Objects.requireNonNull;

import dev.twofold.computation.Computation;
import dev.twofold.computation.Inputs;
import dev.twofold.error.AbsentException;
import dev.twofold.error.LoadException;
import dev.twofold.key.Parameter;
import dev.twofold.loader.LoadContext;
import dev.twofold.loader.Loader;
import dev.twofold.loader.LoaderTypes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of the inputs of some results. */
final class GivenInputs implements Inputs {

  private final String computation;
  private final List<? extends RegisteredInput<?>> inputs;
  private final Map<Part.Name, Optional<?>> given;
  private final LoadContext context;

  /**
   * @param computation its name
   * @param inputs all that it has named
   */
  GivenInputs(
      String computation,
      List<? extends RegisteredInput<?>> inputs,
      Map<Part.Name, Optional<?>> given,
      LoadContext context) {
    this.computation = computation;
    this.inputs = inputs;
    this.given = given;
    this.context = context;
  }

  @Override
  @SuppressWarnings("unchecked") // a source is that of a loader of this class, with these types
  public <K, V> Optional<V> find(Class<? extends Loader<K, V>> loader, K key) {
    requireNonNull(key, "key");
    Class<?> type = LoaderTypes.applicationClass(requireNonNull(loader, "loader"));
    ValueSource<K, V> source = (ValueSource<K, V>) source(type);
    return named(type, source == null ? key : source.normalized(key));
  }

  private @Nullable ValueSource<?, ?> source(Class<?> type) {
    for (RegisteredInput<?> each : inputs) {
      if (each instanceof RegisteredInput.OfValues<?, ?, ?> values
          && values.source().type().equals(type)) {
        return values.source();
      }
    }
    return null;
  }

  @Override
  public <K, V> V require(Class<? extends Loader<K, V>> loader, K key) {
    return find(loader, key)
        .orElseThrow(() -> new AbsentException(loader.getSimpleName(), List.of(key)));
  }

  @Override
  public <B, W> Optional<W> findStep(Class<? extends Computation<B, W>> step, B arguments) {
    requireNonNull(arguments, "arguments");
    return named(LoaderTypes.applicationClass(requireNonNull(step, "step")), arguments);
  }

  @Override
  public <B, W> W requireStep(Class<? extends Computation<B, W>> step, B arguments) {
    return findStep(step, arguments)
        .orElseThrow(() -> new AbsentException(step.getSimpleName(), List.of(arguments)));
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the caller knows the type
  private <T> Optional<T> named(Class<?> type, Object key) {
    @Nullable Object value = given.get(new Part.Name(type, key));
    if (value == null) {
      throw new LoadException(
          "%s asks for something of %s that it has not named in inputs(), so that nothing is computed anew when it changes"
              .formatted(computation, type.getSimpleName()));
    }
    return (Optional<T>) value;
  }

  @Override
  public <T> T parameter(Parameter<T> parameter) {
    return context.parameter(parameter);
  }

  @Override
  public Duration remaining() {
    return context.remaining();
  }
}
