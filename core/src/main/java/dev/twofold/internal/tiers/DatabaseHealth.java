package dev.twofold.internal.tiers;

import dev.twofold.resilience.Circuit;
import dev.twofold.resilience.CircuitStats;
import dev.twofold.settings.BreakerPolicy;
import dev.twofold.tier.Database;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an engine knows of the health of its databases: a circuit over the loads of each. While it
 * is open, keys fail at once, instead of holding threads until the time-out of a pool is over.
 * Thread-safe.
 */
public final class DatabaseHealth {

  private final IdentityHashMap<Database, Circuit> circuits = new IdentityHashMap<>();
  private final BreakerPolicy policy;

  public DatabaseHealth(
      Collection<? extends Database> databases, BreakerPolicy policy, CircuitLog log) {
    this.policy = policy;
    for (Database database : databases) {
      circuits.put(
          database,
          log.circuit(name(database), policy, "Keys that need this database fail at once"));
    }
  }

  private static String name(Database database) {
    return "database " + database.name();
  }

  /**
   * The circuit that a load asks before it reads; null if there is none: a transaction of the
   * caller has its connection already.
   */
  public @Nullable Circuit circuit(Database database) {
    return database.inCallersTransaction() ? null : circuits.get(database);
  }

  /**
   * Why loads of a database may fail at once; null if they do not.
   *
   * @param database null: what is loaded comes from none
   */
  public @Nullable String whyLeftOut(@Nullable Database database) {
    Circuit circuit = database == null ? null : circuit(database);
    return database == null || circuit == null || circuit.isClosed() ? null : reason(database);
  }

  /** Why a load was not permitted. */
  public String reason(Database database) {
    return "the circuit '%s' is open, because too many of the last loads could not reach it; one load tries it again every %d ms"
        .formatted(name(database), policy.pause().toMillis());
  }

  /** What the circuits have done, by name. */
  public Map<String, CircuitStats> stats() {
    Map<String, CircuitStats> stats = new HashMap<>();
    circuits.forEach((database, circuit) -> stats.put(name(database), circuit.stats()));
    return stats;
  }
}
