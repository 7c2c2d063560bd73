package dev.twofold.internal.invalidation;

import dev.twofold.key.Parameter;
import dev.twofold.key.ParameterValues;
import org.jspecify.annotations.Nullable;

/** Under which tenant something became stale. */
@FunctionalInterface
interface Tenants {

  /** The tenant id of loaders that have it in this parameter; null: not known. */
  @Nullable Object of(Parameter<?> parameter);

  /**
   * The tenant that a session writes under; an id of another type than the parameter is unknown.
   */
  static Tenants of(@Nullable Object tenant) {
    return parameter -> parameter.type().isInstance(tenant) ? tenant : null;
  }

  /** The tenants that somebody names. */
  static Tenants of(ParameterValues values) {
    return parameter -> values.find(parameter).orElse(null);
  }
}
