package dev.twofold.soak;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.twofold.Twofold;
import dev.twofold.ehcache.EhcacheTier;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.redisson.RedissonTier;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.soak.Journal.ArticleEntity;
import java.time.Duration;
import java.util.function.Consumer;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** An engine with its pool and tiers, as an application has them. Thread-safe. */
final class SoakNode implements AutoCloseable {

  private static final Duration DAY = Duration.ofDays(1);
  private static final RegionPolicy FAR =
      RegionPolicy.DEFAULT.withTimeToLive(DAY).withNear(NearPolicy.OFF);
  private static final RegionPolicy NEAR =
      RegionPolicy.DEFAULT.withTimeToLive(DAY).withNear(new NearPolicy(30_000, DAY, 0, 0));
  private static final TwofoldSettings SETTINGS =
      TwofoldSettings.builder()
          .application("soak")
          .databaseBudget(Duration.ofSeconds(2))
          .region("default", NEAR)
          .region(Journal.FAR, FAR)
          .build();

  private final HikariDataSource pool;
  private final SessionFactory sessions;
  private final Twofold twofold;

  SoakNode(Servers servers) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(servers.databaseUrl());
    config.setMaximumPoolSize(8);
    config.setConnectionTimeout(2_000);
    config.setValidationTimeout(1_000);
    pool = new HikariDataSource(config);
    Configuration configuration = new Configuration();
    configuration.getProperties().put("hibernate.connection.datasource", pool);
    for (Class<?> entity : Journal.ENTITIES) {
      configuration.addAnnotatedClass(entity);
    }
    sessions = configuration.buildSessionFactory();
    twofold =
        Twofold.builder()
            .database(HibernateDatabase.of(sessions))
            .near(EhcacheTier.onHeap())
            .distributed(RedissonTier.at(servers.redisAddress()).build())
            .settings(SETTINGS)
            .register(Journal.loaders())
            .build();
  }

  Twofold twofold() {
    return twofold;
  }

  /** Changes an article in a transaction of its own. */
  void write(long id, Consumer<ArticleEntity> change) {
    sessions.inTransaction(
        session ->
            change.accept(
                requireNonNull(session.find(ArticleEntity.class, id), () -> "article " + id)));
  }

  @Override
  public void close() {
    twofold.close();
    sessions.close();
    pool.close();
  }
}
