package dev.twofold.internal.read;

import dev.twofold.error.TierException;
import dev.twofold.internal.registry.LoadFunction;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.internal.tiers.DatabaseHealth;
import dev.twofold.key.Parameter;
import dev.twofold.key.ParameterValues;
import dev.twofold.resilience.Circuit;
import dev.twofold.tier.Database;
import dev.twofold.tier.DatabaseRead;
import dev.twofold.tier.Source;
import java.sql.Connection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one batch reads with: at most one read of one database, opened when it is first needed. */
final class LoadCall implements LoadFunction.Call, AutoCloseable {

  private final LoaderStore<?, ?, ?> store;
  private final RegisteredLoader<?, ?, ?> loader;
  private final ParameterValues parameters;
  private final DatabaseHealth health;
  private final Source source;
  private final Duration budget;
  private final long readsOfStale;
  private final long start = System.nanoTime();
  private @Nullable DatabaseTrip trip;
  private @Nullable DatabaseRead read;
  private int statements;
  private boolean inCallersTransaction;
  private boolean hasReadStale;
  private boolean closed;

  LoadCall(LoaderStore<?, ?, ?> store, DatabaseHealth health, Source source, Duration budget) {
    this.store = store;
    this.loader = store.loader();
    this.parameters = store.parameters();
    this.health = health;
    this.source = source;
    this.budget = budget;
    this.readsOfStale = store.readsOfStale();
  }

  @Override
  public ParameterValues parameters() {
    return parameters;
  }

  @Override
  public @Nullable Object hint(Object key) {
    return store.hint(key);
  }

  @Override
  public <T> T parameter(Parameter<T> parameter) {
    if (!loader.parameters().contains(parameter)) {
      throw new IllegalStateException(
          "%s did not name the parameter '%s' in parameters(), so its value is not part of the loader's identity"
              .formatted(loader.name(), parameter.name()));
    }
    return parameters.require(parameter);
  }

  @Override
  public DatabaseRead get() {
    if (closed) {
      throw new IllegalStateException(
          "the context of a load was used after the load; it ends with the call of "
              + loader.name());
    }
    if (read == null) {
      Database database = loader.database();
      if (database == null) {
        throw new IllegalStateException(
            loader.name() + " asks for a connection, but the engine has no database 'default'");
      }
      begin(database);
      Parameter<?> tenant = loader.tenant();
      read = database.open(source, budget, tenant == null ? null : parameters.require(tenant));
    }
    return read;
  }

  private void begin(Database database) {
    Circuit circuit = trip == null ? health.circuit(database) : null;
    if (circuit != null) {
      if (!circuit.permits()) {
        throw new TierException(health.reason(database), null);
      }
      trip = new DatabaseTrip(circuit);
    }
  }

  @Override
  public Connection connection() {
    return get().connection();
  }

  @Override
  public <S> S session(Class<S> type) {
    return get().session(type);
  }

  @Override
  public Duration remaining() {
    Duration left = budget.minusNanos(System.nanoTime() - start);
    return left.isNegative() ? Duration.ZERO : left;
  }

  long elapsedNanos() {
    return System.nanoTime() - start;
  }

  /** How many statements were executed; known once the call is closed. */
  int statements() {
    return statements;
  }

  /**
   * Whether what was read may go into shared tiers; known once the call is closed. Not if the load
   * may have made it of values that have expired.
   */
  boolean mayFill() {
    return !inCallersTransaction && !hasReadStale;
  }

  /** The load has failed, before this is closed. */
  void failed(Exception reason) {
    if (trip != null) {
      trip.failed(reason);
    }
  }

  @Override
  public void close() {
    closed = true;
    hasReadStale = store.readsOfStale() != readsOfStale;
    try {
      endRead();
    } finally {
      if (trip != null) {
        trip.end(elapsedNanos(), statements);
      }
    }
  }

  private void endRead() {
    if (read != null) {
      try (DatabaseRead ending = read) {
        statements = ending.statements();
        inCallersTransaction = ending.inCallersTransaction();
      }
    }
  }
}
