package dev.twofold.internal.invalidation;

import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.registry.TierFormat;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.internal.store.RequestStore;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.key.Parameter;
import dev.twofold.key.ParameterValues;
import dev.twofold.region.WriteMode;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What becomes stale of one loader.
 *
 * @param keys normalized; null: all, of every tenant
 * @param tenant the tenant id that the keys are stale under; null where the loader has none
 */
record Effect<K>(RegisteredLoader<K, ?, ?> loader, @Nullable Set<K> keys, @Nullable Object tenant) {

  static <K> Effect<K> onAll(RegisteredLoader<K, ?, ?> loader) {
    return new Effect<>(loader, null, null);
  }

  boolean isEmpty() {
    return keys != null && keys.isEmpty();
  }

  /** Whether entries under these parameters are concerned. */
  boolean concerns(ParameterValues parameters) {
    Parameter<?> parameter = loader.tenant();
    return keys == null
        || parameter == null
        || parameters.find(parameter).map(value -> value.equals(tenant)).orElse(true);
  }

  /** Has a request forget it, under whatever parameters. */
  void forget(RequestStore request) {
    forget(request, loader);
  }

  private <C, V> void forget(RequestStore request, RegisteredLoader<K, C, V> typed) {
    for (LoaderStore<K, C, V> store : request.storesOf(typed)) {
      if (keys == null) {
        store.forgetAll();
      } else if (concerns(store.parameters())) {
        keys.forEach(store::forget);
      }
    }
  }

  /** Passes on what a transaction has committed, if its region writes through. */
  void tell(CommittedKeys target) {
    TierFormat<K, ?> format = loader.tierFormat();
    ParameterValues parameters = parameters();
    if (keys != null
        && parameters != null
        && format != null
        && format.policy().writes() == WriteMode.THROUGH) {
      target.committed(loader, parameters, keys);
    }
  }

  /** Null if the tenant is not known. */
  private @Nullable ParameterValues parameters() {
    Parameter<?> parameter = loader.tenant();
    if (parameter == null) {
      return ParameterValues.none();
    }
    return tenant == null ? null : only(parameter, tenant);
  }

  private static <T> ParameterValues only(Parameter<T> parameter, Object value) {
    return ParameterValues.none().and(parameter, parameter.type().cast(value));
  }

  /**
   * Names the keys for shared tiers.
   *
   * @return false where all keys are stale
   */
  boolean name(Consumer<StaleKey> names) {
    TierFormat<K, ?> format = loader.tierFormat();
    if (keys == null || format == null) {
      return false;
    }
    keys.forEach(key -> names.accept(format.stale(tenant, key)));
    return true;
  }
}
