package dev.twofold.hibernate;

import static java.util.Objects.requireNonNull;

import dev.twofold.hibernate.entity.HibernateEntities;
import dev.twofold.hibernate.impact.TableImpact;
import dev.twofold.hibernate.write.HibernateWrites;
import dev.twofold.hibernate.write.OutboxTable;
import dev.twofold.invalidation.Outbox;
import dev.twofold.invalidation.WriteListener;
import dev.twofold.key.Parameter;
import dev.twofold.loader.KeySource;
import dev.twofold.tier.Database;
import dev.twofold.tier.DatabaseRead;
import dev.twofold.tier.RowMapping;
import dev.twofold.tier.RowReader;
import dev.twofold.tier.Source;
import dev.twofold.tier.entity.EntityModel;
import dev.twofold.tier.relation.Relations;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * A database behind a Hibernate {@link SessionFactory}.
 *
 * <p>Connections come from the session factory's own pool, and for reads of {@link Source#READER}
 * from the {@linkplain Builder#reader replica} if there is one. A read never commits and leaves no
 * transaction open.
 *
 * <p>A read inside a transaction of the caller runs on the connection of that transaction: it takes
 * no second one, flushes the session first (unless its flush mode says that queries do not), and
 * sees what the caller has written. The transaction is found through Hibernate's current-session
 * context, where one is configured, or through {@link Builder#currentSession}.
 *
 * <p>Rows of mapped entities are read by JDBC, with statements that Hibernate translated: they are
 * seen neither by a {@code StatementInspector} nor by Hibernate's statistics, and build no
 * entities.
 *
 * <p>Closing it closes neither the session factory nor the replica. Thread-safe.
 */
public final class HibernateDatabase implements Database {

  private final String name;
  private final SessionFactoryImplementor factory;
  private final ConnectionSource writer;
  private final ConnectionSource reader;
  private final CurrentSession currentSession;
  private final BatchLimits limits;
  private final OutboxTable outboxTable;
  private final @Nullable EntityModel entities;
  private final AtomicReference<@Nullable HibernateWrites> writes = new AtomicReference<>();

  private HibernateDatabase(Builder builder) {
    name = builder.name;
    factory = builder.factory;
    writer = ConnectionSource.writer(name, factory);
    reader = builder.reader == null ? writer : ConnectionSource.reader(name, builder.reader);
    currentSession =
        builder.currentSession == null
            ? CurrentSession.of(factory)
            : CurrentSession.of(builder.currentSession);
    outboxTable = builder.outboxTable;
    limits = new BatchLimits(factory.getJdbcServices().getDialect(), builder.batchLimit);
    entities =
        builder.entities
            ? HibernateEntities.of(new StateReads(factory, limits, builder.entityTenant))
            : null;
  }

  /**
   * A database named {@code default}, with every option at its default.
   *
   * @throws dev.twofold.error.ConfigurationException if the session factory has no connections of
   *     its own, or those of several tenants
   */
  public static HibernateDatabase of(SessionFactory sessionFactory) {
    return builder(sessionFactory).build();
  }

  /** A database with options. */
  public static Builder builder(SessionFactory sessionFactory) {
    return new Builder(requireNonNull(sessionFactory, "sessionFactory"));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int batchLimit(int columns) {
    return limits.keys(columns);
  }

  @Override
  public <K, V> RowReader<K, V> rowReader(RowMapping<K, V> mapping) {
    return new RowReaders(name, factory, limits).prepare(mapping);
  }

  /** The statements are translated by Hibernate like those of rows, and read alike. */
  @Override
  public Relations relations() {
    return new HibernateRelations(name, factory, limits);
  }

  @Override
  public @Nullable EntityModel entities() {
    return entities;
  }

  @Override
  public @Nullable Set<String> tablesOf(Class<?> entity) {
    return TableImpact.tablesOf(factory, entity);
  }

  @Override
  public DatabaseRead open(Source source, Duration budget, @Nullable Object tenant) {
    requireNonNull(source, "source");
    ReadConnection connection =
        currentSession
            .inTransaction()
            .<ReadConnection>map(ReadConnection.Callers::new)
            .orElseGet(() -> new ReadConnection.Own(source == Source.READER ? reader : writer));
    return new HibernateRead(connection, new Budget(budget), new ReadSessions(factory, tenant));
  }

  /**
   * The ids of an entity in their order, for a warm-up plan: one statement for each page, read
   * where loads read, and one that counts them. They are Long, Integer, Short, String or UUID.
   *
   * @throws dev.twofold.error.ConfigurationException if they are not, or it is not mapped
   */
  public <K> KeySource<K> ids(Class<?> entity, Class<K> idType) {
    return EntityIds.of(this, factory, requireNonNull(entity, "entity"), idType, null);
  }

  /**
   * As above, of some rows.
   *
   * @param condition in HQL, of {@code e}, for instance {@code e.score > 10}; without values from
   *     outside
   */
  public <K> KeySource<K> ids(Class<?> entity, Class<K> idType, String condition) {
    requireNonNull(condition, "condition");
    return EntityIds.of(this, factory, requireNonNull(entity, "entity"), idType, condition);
  }

  @Override
  public boolean inCallersTransaction() {
    return currentSession.inTransaction().isPresent();
  }

  @Override
  public void flushCallersTransaction() {
    HibernateWrites listening = writes.get();
    if (listening != null && (currentSession.isCheap() || listening.areSessionsInUse())) {
      currentSession.inTransaction().ifPresent(PendingChanges::flushIfAny);
    }
  }

  /**
   * Tells of everything that sessions of the session factory write, as {@code
   * dev.twofold.hibernate.write} says.
   */
  @Override
  public void listen(WriteListener listener) {
    HibernateWrites listening = HibernateWrites.listen(factory, name, outboxTable, listener);
    if (!writes.compareAndSet(null, listening)) {
      listening.close();
      throw new IllegalStateException("somebody listens to database '" + name + "' already");
    }
  }

  /**
   * A table of the database, {@link Builder#outboxTable}. Nothing uses it unless the outbox is on.
   */
  @Override
  public Outbox outbox() {
    return outboxTable();
  }

  private HibernateOutbox outboxTable() {
    return new HibernateOutbox(name, factory, writer, outboxTable);
  }

  /**
   * Creates the table of the outbox with its index, unless it is there. For tests and development;
   * elsewhere it belongs to the migrations of the application.
   *
   * @throws dev.twofold.error.TierException if it cannot be created
   */
  public void createOutboxTable() {
    HibernateOutbox outbox = outboxTable();
    if (!outbox.exists()) {
      outbox.create();
    }
  }

  /**
   * Stops listening to writes, and closes nothing: session factory and replica belong to whoever
   * made them.
   */
  @Override
  public void close() {
    HibernateWrites listening = writes.getAndSet(null);
    if (listening != null) {
      listening.close();
    }
  }

  @Override
  public String toString() {
    return "HibernateDatabase " + name;
  }

  /** The options of a {@link HibernateDatabase}. */
  public static final class Builder {

    private final SessionFactoryImplementor factory;
    private String name = "default";
    private @Nullable DataSource reader;
    private @Nullable Supplier<? extends @Nullable SharedSessionContract> currentSession;
    private int batchLimit;
    private boolean entities;
    private @Nullable Parameter<?> entityTenant;
    private OutboxTable outboxTable = new OutboxTable(OutboxTable.DEFAULT_NAME);

    private Builder(SessionFactory sessionFactory) {
      factory = sessionFactory.unwrap(SessionFactoryImplementor.class);
    }

    /** The name by which loaders choose it. Default: {@code default}. */
    public Builder name(String name) {
      this.name = requireNonNull(name, "name");
      return this;
    }

    /** A replica for reads of {@link Source#READER}. Default: none, the writer answers them. */
    public Builder reader(DataSource reader) {
      this.reader = requireNonNull(reader, "reader");
      return this;
    }

    /**
     * Names the session that the calling thread is using, or null for none; it counts only while
     * its transaction is active. Default: Hibernate's current-session context, where one is
     * configured.
     */
    public Builder currentSession(
        Supplier<? extends @Nullable SharedSessionContract> currentSession) {
      this.currentSession = requireNonNull(currentSession, "currentSession");
      return this;
    }

    /**
     * The largest number of keys in one statement, at least 1. Default: by dialect, from 500 to
     * 10,000, divided by the columns of a key.
     */
    public Builder batchLimit(int keys) {
      if (keys < 1) {
        throw new IllegalArgumentException("batchLimit is at least 1, but was " + keys);
      }
      this.batchLimit = keys;
      return this;
    }

    /**
     * Makes read-only copies of all mapped entities; see {@code LoadScope.entities()}. Sessions of
     * the session factory refuse to write copies from then on. Entities with session filters, and
     * those with a {@code @TenantId}, are refused when they are asked for. Default: no copies, so
     * that classes may be final, for instance.
     */
    public Builder entities() {
      entities = true;
      return this;
    }

    /**
     * As {@link #entities()}, with entities that have a {@code @TenantId}.
     *
     * @param tenant the parameter whose value is the tenant id; all entities then need it, and are
     *     cached per tenant
     */
    public Builder entities(Parameter<?> tenant) {
      entityTenant = requireNonNull(tenant, "tenant");
      return entities();
    }

    /**
     * The table of the outbox, with its schema if it needs one; it is used only where the setting
     * {@code outbox} is on. Default: {@code twofold_outbox}.
     *
     * @throws IllegalArgumentException if that is no plain name
     */
    public Builder outboxTable(String name) {
      outboxTable = new OutboxTable(requireNonNull(name, "name"));
      return this;
    }

    /**
     * The database.
     *
     * @throws dev.twofold.error.ConfigurationException if the session factory has no connections of
     *     its own, or those of several tenants
     */
    public HibernateDatabase build() {
      return new HibernateDatabase(this);
    }
  }
}
