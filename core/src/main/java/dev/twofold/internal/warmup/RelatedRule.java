package dev.twofold.internal.warmup;

import dev.twofold.LoadScope;
import dev.twofold.error.ConfigurationException;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.key.Parameter;
import dev.twofold.key.ParameterValues;
import dev.twofold.warmup.RelatedWarmup;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** A declaration of what is related, with what it takes to read that. Thread-safe. */
final class RelatedRule<V, K> {

  private final RelatedWarmup<V, K> declared;
  private final RegisteredLoader<?, ?, ?> loader;
  private final RegisteredLoader<?, ?, ?> related;
  private final KeyReader<K> reader;
  private final BooleanSupplier ready;

  private RelatedRule(
      RelatedWarmup<V, K> declared,
      RegisteredLoader<?, ?, ?> loader,
      RegisteredLoader<?, ?, ?> related,
      KeyReader<K> reader,
      BooleanSupplier ready) {
    this.declared = declared;
    this.loader = loader;
    this.related = related;
    this.reader = reader;
    this.ready = ready;
  }

  /**
   * Checks a declaration.
   *
   * @throws ConfigurationException if it cannot work
   */
  static <V, K> RelatedRule<V, K> of(
      RelatedWarmup<V, K> declared,
      PlannedLoaders loaders,
      Function<ParameterValues, LoadScope> scopes) {
    String what = "related warm-up of " + declared.loader().getSimpleName();
    RegisteredLoader<?, ?, ?> loader = loaders.require(declared.loader(), what);
    RegisteredLoader<?, ?, ?> related = loaders.require(declared.related(), what);
    if (!loader.parameters().containsAll(related.parameters())) {
      throw new ConfigurationException(
          "%s: %s needs parameters %s, of which %s has only %s"
              .formatted(what, related.name(), names(related), loader.name(), names(loader)));
    }
    return new RelatedRule<>(
        declared,
        loader,
        related,
        new KeyReader<>(scopes, declared.related(), related.name()),
        loaders.ready(related));
  }

  private static List<String> names(RegisteredLoader<?, ?, ?> of) {
    return of.parameters().stream().map(Parameter::name).sorted().toList();
  }

  /** The loader whose values have related ones. */
  RegisteredLoader<?, ?, ?> loader() {
    return loader;
  }

  int valuesPerRequest() {
    return declared.valuesPerRequest();
  }

  boolean isReady() {
    return ready.getAsBoolean();
  }

  /** The parameters of a value that what is related to it is read under. */
  ParameterValues under(ParameterValues values) {
    return values.only(related.parameters());
  }

  /** The keys that are related to a value; code of the application. */
  @SuppressWarnings("unchecked") // only values of the loader are queued for it
  Collection<? extends K> keys(Object value) {
    return declared.keys().apply((V) value);
  }

  /** Reads keys as a request would; what fails is somebody else's to notice. */
  void read(Set<K> keys, ParameterValues parameters) {
    reader.read(new HashSet<>(keys), parameters);
  }
}
