package dev.twofold.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/**
 * A database with the tables of some entities, a pool of connections, and a Hibernate session
 * factory on top. It counts connections and statements. Thread-safe.
 */
public final class TestDatabase implements AutoCloseable {

  private final CountingPool pool;
  private final QueryCounter queries;
  private final SessionFactory sessionFactory;

  private TestDatabase(Builder builder) {
    pool = new CountingPool(builder.pool);
    queries = QueryCounter.on(pool);
    Configuration configuration = new Configuration();
    configuration.setProperty("hibernate.hbm2ddl.auto", "create-drop");
    configuration.getProperties().put("hibernate.connection.datasource", queries.dataSource());
    configuration.getProperties().putAll(builder.settings);
    builder.entities.forEach(configuration::addAnnotatedClass);
    sessionFactory = configuration.buildSessionFactory();
    reset();
  }

  /** An H2 database in memory, with its options at their defaults. */
  public static TestDatabase h2(Class<?>... entities) {
    return onH2(entities).open();
  }

  /** An H2 database in memory, of its own. */
  public static Builder onH2(Class<?>... entities) {
    return at("jdbc:h2:mem:" + UUID.randomUUID() + ";QUERY_CACHE_SIZE=512", entities);
  }

  /** A database that is there. Its tables are created, and dropped on {@link #close}. */
  public static Builder at(String url, Class<?>... entities) {
    return new Builder(url, List.of(entities));
  }

  public SessionFactory sessionFactory() {
    return sessionFactory;
  }

  /** The pool that the session factory uses too; what it executes is counted. */
  public DataSource dataSource() {
    return queries.dataSource();
  }

  /** The statements since the last {@link #reset}. */
  public QueryCounter queries() {
    return queries;
  }

  /** How many connections were taken from the pool since the last {@link #reset}. */
  public int connectionsTaken() {
    return pool.taken.get();
  }

  /** How many connections have not been given back. */
  public int connectionsInUse() {
    return pool.getHikariPoolMXBean().getActiveConnections();
  }

  /** Starts counting again at zero. */
  public void reset() {
    pool.taken.set(0);
    queries.reset();
  }

  @Override
  public void close() {
    sessionFactory.close();
    pool.close();
  }

  /** The options of a {@link TestDatabase}. */
  public static final class Builder {

    private final HikariConfig pool = new HikariConfig();
    private final List<Class<?>> entities;
    private final Map<String, Object> settings = new HashMap<>();

    private Builder(String url, List<Class<?>> entities) {
      this.entities = entities;
      pool.setJdbcUrl(url);
      pool.setMaximumPoolSize(4);
      pool.setConnectionTimeout(1_000);
    }

    /** A setting of Hibernate. */
    public Builder setting(String name, Object value) {
      settings.put(name, value);
      return this;
    }

    /** Whether connections of the pool commit by themselves. Default: true. */
    public Builder autoCommit(boolean autoCommit) {
      pool.setAutoCommit(autoCommit);
      return this;
    }

    /**
     * How many connections the pool has; who wants one more waits 250 ms. Default: 4, and a second.
     */
    public Builder connections(int connections) {
      pool.setMaximumPoolSize(connections);
      pool.setConnectionTimeout(250);
      return this;
    }

    public TestDatabase open() {
      return new TestDatabase(this);
    }
  }

  private static final class CountingPool extends HikariDataSource {

    private final AtomicInteger taken = new AtomicInteger();

    CountingPool(HikariConfig config) {
      super(config);
    }

    @Override
    public Connection getConnection() throws SQLException {
      taken.incrementAndGet();
      return super.getConnection();
    }
  }
}
