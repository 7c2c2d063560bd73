package dev.twofold.checker.node;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.twofold.Twofold;
import dev.twofold.checker.model.CoinEntity;
import dev.twofold.checker.model.ItemEntity;
import dev.twofold.checker.model.Loaders;
import dev.twofold.checker.model.Scale;
import dev.twofold.checker.model.ShopEntity;
import dev.twofold.checker.model.VaultEntity;
import dev.twofold.ehcache.EhcacheTier;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.region.Consistency;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.cfg.Configuration;

/** An engine with its database and tiers, as an application has them. Thread-safe. */
final class Node implements AutoCloseable {

  private static final NearPolicy NEAR = new NearPolicy(500, Duration.ofMinutes(10), 0, 0);

  private final NodeSettings settings;
  private final Recorder recorder;
  private final Deliveries deliveries;
  private final RedisLines lines;
  private final WatchedTier tier;
  private final Commits commits;
  private final HikariDataSource connections;
  private final DataSource pool;
  private final SessionFactory sessions;

  @SuppressWarnings("ThreadLocalUsage") // one node in a process
  private final ThreadLocal<SharedSessionContract> current = new ThreadLocal<>();

  private final Twofold twofold;

  Node(NodeSettings settings, Recorder recorder) {
    this.settings = settings;
    this.recorder = recorder;
    deliveries = new Deliveries(recorder);
    lines = new RedisLines(settings);
    tier = new WatchedTier(lines.tier(), deliveries);
    commits = new Commits(recorder);
    connections = new HikariDataSource(pool(settings));
    pool = commits.watched(connections);
    sessions = sessions(pool);
    twofold =
        Twofold.builder()
            .database(HibernateDatabase.builder(sessions).currentSession(current::get).build())
            .near(EhcacheTier.onHeap())
            .distributed(tier)
            .settings(policies())
            .observe(deliveries)
            .register(Loaders.all())
            .build();
  }

  private static HikariConfig pool(NodeSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(settings.database());
    config.addDataSourceProperty("ApplicationName", "node-" + settings.number());
    config.setMaximumPoolSize(2 * settings.threads() + 1);
    config.setMinimumIdle(0);
    return config;
  }

  private static SessionFactory sessions(DataSource pool) {
    Properties properties = new Properties();
    properties.put("hibernate.connection.datasource", pool);
    Configuration configuration = new Configuration();
    configuration.addProperties(properties);
    configuration.addAnnotatedClass(ShopEntity.class);
    configuration.addAnnotatedClass(ItemEntity.class);
    configuration.addAnnotatedClass(VaultEntity.class);
    configuration.addAnnotatedClass(CoinEntity.class);
    return configuration.buildSessionFactory();
  }

  private static TwofoldSettings policies() {
    return TwofoldSettings.builder()
        .application("checker")
        .region(Loaders.NEAR, RegionPolicy.DEFAULT.withNear(NEAR))
        .region(Loaders.FAR, RegionPolicy.DEFAULT.withNear(NearPolicy.OFF))
        .region(Loaders.STRICT, RegionPolicy.DEFAULT.withConsistency(Consistency.STRICT))
        .build();
  }

  Twofold twofold() {
    return twofold;
  }

  SessionFactory sessions() {
    return sessions;
  }

  DataSource pool() {
    return pool;
  }

  Recorder recorder() {
    return recorder;
  }

  Commits commits() {
    return commits;
  }

  Deliveries deliveries() {
    return deliveries;
  }

  Scale scale() {
    return settings.scale();
  }

  int number() {
    return settings.number();
  }

  /** Ends this process when the next commit wants to tell what it made stale. */
  void dieAtNextInvalidation() {
    tier.dieAtNextInvalidation();
  }

  /** Makes a session the current one of this thread while something runs. */
  void with(SharedSessionContract session, Runnable task) {
    current.set(session);
    try {
      task.run();
    } finally {
      current.remove();
    }
  }

  @Override
  public void close() {
    twofold.close();
    lines.close();
    sessions.close();
    connections.close();
  }
}
