package dev.twofold.internal.computation;

import dev.twofold.codec.ValueCodec;
import dev.twofold.error.ConfigurationException;
import dev.twofold.internal.registry.LoaderRegistry;
import dev.twofold.key.KeyFormat;
import dev.twofold.loader.FormLoader;
import dev.twofold.loader.ListLoader;
import dev.twofold.loader.Loader;
import dev.twofold.loader.LoaderTypes;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Finds the loaders whose values results are computed from. */
final class ValueSources {

  private final LoaderRegistry loaders;
  private final Map<Class<?>, Loader<?, ?>> instances = new HashMap<>();

  ValueSources(LoaderRegistry loaders, Collection<Loader<?, ?>> instances) {
    this.loaders = loaders;
    instances.forEach(
        each -> this.instances.put(LoaderTypes.applicationClass(each.getClass()), each));
  }

  /**
   * The loader of a class.
   *
   * @param computation the name of who computes from its values
   * @throws ConfigurationException if there is none, or nobody can tell what its values contain
   */
  <K, V> ValueSource<K, V> of(String computation, Class<? extends Loader<K, V>> loader) {
    Class<?> type = LoaderTypes.applicationClass(loader);
    Loader<?, ?> instance = instances.get(type);
    if (instance == null) {
      throw new ConfigurationException(
          "%s is computed from values of %s, which is not registered; registered: %s"
              .formatted(
                  computation,
                  type.getSimpleName(),
                  instances.keySet().stream().map(Class::getSimpleName).sorted().toList()));
    }
    try {
      ValueCodec<V> codec = codec(instance, type);
      return new ValueSource<>(
          type,
          loaders.require(loader),
          KeyFormat.of(LoaderTypes.genericKeyType(type)),
          codec,
          "%s version %d: %s".formatted(instance.name(), instance.version(), codec.schema()));
    } catch (ConfigurationException e) {
      throw new ConfigurationException(
          "%s cannot be computed from values of %s: %s"
              .formatted(computation, instance.name(), e.getMessage()),
          e);
    }
  }

  @SuppressWarnings("unchecked") // a loader's own codec is for its values, unless it has two forms
  private static <V> ValueCodec<V> codec(Loader<?, ?> loader, Class<?> type) {
    if (loader instanceof FormLoader<?, ?, ?>) {
      throw new ConfigurationException(
          "requests see another form of them than tiers keep; name a loader of another kind");
    }
    ValueCodec<?> own = loader.codec();
    if (own != null) {
      return (ValueCodec<V>) own;
    }
    return loader instanceof ListLoader<?, ?, ?>
        ? (ValueCodec<V>) ValueCodec.ofList(LoaderTypes.argument(type, ListLoader.class, 1))
        : ValueCodec.of(LoaderTypes.valueType(type));
  }
}
