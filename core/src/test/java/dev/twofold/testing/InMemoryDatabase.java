package dev.twofold.testing;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.TierException;
import dev.twofold.invalidation.WriteListener;
import dev.twofold.testing.InMemoryTables.Join;
import dev.twofold.tier.Database;
import dev.twofold.tier.DatabaseRead;
import dev.twofold.tier.RowMapping;
import dev.twofold.tier.RowReader;
import dev.twofold.tier.Source;
import dev.twofold.tier.relation.Association;
import dev.twofold.tier.relation.Relations;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A database in memory: rows are records by id, per entity class. It counts what it is asked and
 * fails when told to. Thread-safe.
 *
 * <p>Rows come back in an order that nobody asked for, as from a real database.
 */
public final class InMemoryDatabase implements Database {

  private final String name;
  private final int batchLimit;
  private final InMemoryTables tables = new InMemoryTables();
  private final List<Source> sources = new CopyOnWriteArrayList<>();
  private final List<Integer> statementSizes = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger statements = new AtomicInteger();
  private final AtomicInteger closes = new AtomicInteger();
  private volatile boolean refusingConnections;
  private volatile @Nullable RuntimeException statementFailure;
  private volatile boolean callersTransaction;
  private volatile @Nullable WriteListener listener;
  private volatile boolean closed;

  /** A database with the name {@code default} whose statements take 1,000 columns of keys. */
  public InMemoryDatabase() {
    this("default", 1_000);
  }

  /** A database of that name whose statements take so many columns of keys. */
  public InMemoryDatabase(String name, int batchLimit) {
    this.name = requireNonNull(name, "name");
    this.batchLimit = batchLimit;
  }

  /** Inserts or replaces a row. */
  public InMemoryDatabase put(Class<?> entity, Object id, Record row) {
    tables.rows(entity).put(id, row);
    return this;
  }

  /** Deletes a row. */
  public void delete(Class<?> entity, Object id) {
    tables.rows(entity).remove(id);
  }

  /**
   * Adds rows to the join table of a collection that an entity has. Unless a relation has an order,
   * its rows come as they were linked, as by {@code @OrderColumn}.
   */
  public InMemoryDatabase link(
      Class<?> ownerEntity, String attribute, Object ownerId, Object... targetIds) {
    for (Object targetId : targetIds) {
      tables.joins(ownerEntity, attribute).add(new Join(ownerId, targetId));
    }
    return this;
  }

  /** Takes rows from the join table of a collection. */
  public void unlink(Class<?> ownerEntity, String attribute, Object ownerId, Object... targetIds) {
    for (Object targetId : targetIds) {
      tables.joins(ownerEntity, attribute).remove(new Join(ownerId, targetId));
    }
  }

  /** Adds an association to the mapping of an entity. */
  public InMemoryDatabase association(Class<?> entity, Association association) {
    tables.associate(entity, association);
    return this;
  }

  /** Compares keys by what this makes of them, such as their lower-case form. */
  public InMemoryDatabase comparingBy(UnaryOperator<Object> spelling) {
    tables.comparingBy(spelling);
    return this;
  }

  /** Begins a transaction whose writes the engine hears of. */
  public InMemoryTransaction begin() {
    return begin(null);
  }

  /** Begins a transaction that writes under a tenant id. */
  public InMemoryTransaction begin(@Nullable Object tenant) {
    WriteListener engine = requireNonNull(listener, "no engine has been built with this database");
    return new InMemoryTransaction(tables, engine.begin(), tenant);
  }

  /** Whether it gives no connection from now. */
  public void refuseConnections(boolean refuse) {
    refusingConnections = refuse;
  }

  /** Fails every statement from now; null: no more. */
  public void failStatements(@Nullable RuntimeException failure) {
    statementFailure = failure;
  }

  /** Whether reads from now run in a transaction of the caller. */
  public void callersTransaction(boolean open) {
    callersTransaction = open;
  }

  /** The source of each read that was opened. */
  public List<Source> sources() {
    return List.copyOf(sources);
  }

  /** How many reads were opened. */
  public int opens() {
    return sources.size();
  }

  /** How many reads were closed. */
  public int closes() {
    return closes.get();
  }

  /** How many connections were taken. */
  public int connections() {
    return connections.get();
  }

  /** How many statements were executed, failed ones too. */
  public int statements() {
    return statements.get();
  }

  /** How many keys each statement had: of rows, or of owners. */
  public List<Integer> statementSizes() {
    return List.copyOf(statementSizes);
  }

  /** Whether the database itself was closed. */
  public boolean isClosed() {
    return closed;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int batchLimit(int columns) {
    return batchLimit / columns;
  }

  @Override
  public <K, V> RowReader<K, V> rowReader(RowMapping<K, V> mapping) {
    return new InMemoryRows<>(mapping, tables);
  }

  @Override
  public Relations relations() {
    return new InMemoryRelations(tables, this::batchLimit);
  }

  @Override
  public @Nullable Set<String> tablesOf(Class<?> entity) {
    return tables.isMapped(entity) ? Set.of(InMemoryImpact.table(entity)) : null;
  }

  @Override
  public DatabaseRead open(Source source, Duration budget, @Nullable Object tenant) {
    sources.add(source);
    return new Read();
  }

  @Override
  public void listen(WriteListener listener) {
    this.listener = listener;
  }

  @Override
  public boolean inCallersTransaction() {
    return callersTransaction;
  }

  @Override
  public void close() {
    closed = true;
  }

  /** A session of this database: what a hand-written loader reads with. */
  public interface Session {

    /** Executes one statement that takes so many keys. */
    void execute(int keys);
  }

  private final class Read implements DatabaseRead, Session {

    private int executed;
    private boolean connected;
    private boolean givenBack;

    private void refuseWhenGivenBack() {
      if (givenBack) {
        throw new IllegalStateException("a read was used after it was closed");
      }
    }

    private void connect() {
      refuseWhenGivenBack();
      if (refusingConnections) {
        throw new TierException("The in-memory database was told to give no connection", null);
      }
      if (!connected) {
        connected = true;
        connections.incrementAndGet();
      }
    }

    @Override
    public void execute(int keys) {
      connect();
      executed++;
      statements.incrementAndGet();
      statementSizes.add(keys);
      RuntimeException failure = statementFailure;
      if (failure != null) {
        throw failure;
      }
    }

    /** A connection that can be had and not be used: there is no SQL here. */
    @Override
    public Connection connection() {
      connect();
      return (Connection)
          Proxy.newProxyInstance(
              Connection.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, arguments) -> {
                throw new IllegalStateException(
                    "the in-memory database has no " + method.getName());
              });
    }

    @Override
    public <S> S session(Class<S> type) {
      connect();
      if (!type.isInstance(this)) {
        throw new IllegalArgumentException("the in-memory database has no " + type.getName());
      }
      return type.cast(this);
    }

    @Override
    public int statements() {
      refuseWhenGivenBack();
      return executed;
    }

    @Override
    public boolean inCallersTransaction() {
      refuseWhenGivenBack();
      return callersTransaction;
    }

    @Override
    public void close() {
      givenBack = true;
      closes.incrementAndGet();
    }
  }
}
