package dev.twofold.internal.warmup;

import dev.twofold.error.ConfigurationException;
import dev.twofold.internal.registry.LoaderRegistry;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.tiers.DatabaseHealth;
import dev.twofold.internal.tiers.TierHealth;
import dev.twofold.loader.Loader;
import dev.twofold.resilience.Circuit;
import dev.twofold.tier.Database;
import java.util.function.BooleanSupplier;

/**
 * The loaders that can be warmed, and whether that would be a burden now.
 *
 * @param tier what is known of the tier that nodes share
 * @param databases what is known of databases
 * @param listening whether what goes into the near tier stays there: a node that begins to listen
 *     to others, or does so again, trusts nothing that it has read before
 */
public record PlannedLoaders(
    LoaderRegistry registry, TierHealth tier, DatabaseHealth databases, BooleanSupplier listening) {

  /**
   * The loader of a class.
   *
   * @param what for the message
   * @throws ConfigurationException if none is registered
   */
  @SuppressWarnings("unchecked") // found by its class alone
  public RegisteredLoader<?, ?, ?> require(Class<?> type, String what) {
    try {
      return registry.require((Class<? extends Loader<Object, Object>>) type);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(what + ": " + e.getMessage(), e);
    }
  }

  /** Whether nothing that a loader reads from is in doubt. */
  public BooleanSupplier ready(RegisteredLoader<?, ?, ?> loader) {
    Database database = loader.database();
    return () -> tier.isTrusted() && (database == null || isTrusted(database));
  }

  private boolean isTrusted(Database database) {
    Circuit circuit = databases.circuit(database);
    return circuit == null || circuit.isClosed();
  }
}
