package dev.twofold.demo.bench.batch;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.twofold.Twofold;
import dev.twofold.demo.start.RedisChoice;
import dev.twofold.ehcache.EhcacheTier;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.redisson.RedissonTier;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.cfg.JdbcSettings;

/** What answers batches: Twofold or Hibernate alone, on tables of its own. */
final class BatchApplication {

  private static final int CONNECTIONS = 10;

  /** As many as Hibernate's cache may keep of each kind. */
  private static final RegionPolicy LARGE =
      RegionPolicy.DEFAULT.withNear(NearPolicy.DEFAULT.withEntries(200_000));

  private final Supplier<BatchSource> sources;
  private final BatchWrites writes;

  private BatchApplication(Supplier<BatchSource> sources, BatchWrites writes) {
    this.sources = sources;
    this.writes = writes;
  }

  /**
   * Creates the tables and answers by Hibernate alone.
   *
   * @param database a PostgreSQL
   */
  static BatchApplication onHibernate(String database) {
    SessionFactory sessions = sessions(database);
    return new BatchApplication(() -> new HibernateBatches(sessions), new BatchWrites(sessions));
  }

  /** Creates the tables and answers by Twofold, with a near tier, and a Redis if there is one. */
  static BatchApplication onTwofold(String database, RedisChoice redis) {
    SessionFactory sessions = sessions(database);
    Twofold.Builder builder =
        Twofold.builder()
            .settings(
                TwofoldSettings.builder().application("batches").region("default", LARGE).build())
            .database(HibernateDatabase.of(sessions))
            .register(
                new World.Worlds(),
                new Node.Nodes(),
                new Link.Links(),
                new Item.Items(),
                new Item.Pages())
            .relations(Link.Source.class)
            .near(EhcacheTier.onHeap());
    if (redis instanceof RedisChoice.At server) {
      builder.distributed(RedissonTier.at(server.address()).build());
    }
    Twofold twofold = builder.build();
    return new BatchApplication(
        () -> new TwofoldBatches(twofold.open()), new BatchWrites(sessions));
  }

  private static SessionFactory sessions(String database) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database);
    config.setMaximumPoolSize(CONNECTIONS);
    HikariDataSource pool = new HikariDataSource(config);
    createTables(pool);
    Configuration configuration =
        new Configuration()
            .addAnnotatedClass(WorldEntity.class)
            .addAnnotatedClass(NodeEntity.class)
            .addAnnotatedClass(LinkEntity.class)
            .addAnnotatedClass(ItemEntity.class);
    configuration.getProperties().put(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, pool);
    return configuration.buildSessionFactory();
  }

  private static void createTables(DataSource pool) {
    try (InputStream script = BatchApplication.class.getResourceAsStream("tables.sql");
        Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("Could not create the tables of batches", e);
    }
  }

  /** What answers one request. */
  BatchSource open() {
    return sources.get();
  }

  BatchWrites writes() {
    return writes;
  }
}
