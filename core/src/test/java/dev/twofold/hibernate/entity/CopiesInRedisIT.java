package dev.twofold.hibernate.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.hibernate.entity.Press.Portrait;
import dev.twofold.hibernate.entity.Press.Story;
import dev.twofold.redisson.RedissonTier;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Patience;
import dev.twofold.testing.PostgresServer;
import dev.twofold.testing.RedisServer;
import dev.twofold.testing.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Copies over a real Redis and a real PostgreSQL. */
class CopiesInRedisIT {

  @RegisterExtension static final RedisServer REDIS = RedisServer.onFreePort();
  @RegisterExtension static final PostgresServer POSTGRES = new PostgresServer();

  @BeforeEach
  void flush() {
    REDIS.flush();
  }

  private static void readPage(LoadScope scope) {
    List<Long> ids = LongStream.rangeClosed(1, 20).boxed().toList();
    for (Story story : scope.entities().requireAll(Story.class, ids)) {
      Portrait portrait = story.getWriter().getPortrait();
      assertThat(portrait == null || portrait.getUrl() != null).isTrue();
      assertThat(story.getRemarks()).hasSize(3);
      assertThat(story.keywords).containsExactly("z" + story.id, "a" + story.id);
      assertThat(story.printed.first()).isEqualTo(LocalDate.of(2026, 2, 1));
      assertThat(story.prices).containsOnlyKeys("paper");
    }
  }

  @Test
  void page_coldIsOneStatementPerLoader_warmIsNone() {
    try (RedissonTier tier = RedissonTier.at(REDIS.address()).build();
        PressDatabase press =
            new PressDatabase(TestDatabase.at(POSTGRES.url(), Press.ALL).open(), tier)
                .fill(20, 5)) {
      try (LoadScope scope = press.open()) {
        readPage(scope);
        assertThat(press.statements()).isEqualTo(7);
      }
      try (LoadScope scope = press.open()) {
        readPage(scope);
        assertThat(press.statements()).isZero();
        assertThat(press.database().connectionsTaken()).isZero();
      }
      try (LoadScope scope = press.open()) {
        scope.entities().invalidate(Story.class, List.of(7L), "remarks");
        readPage(scope);
        assertThat(press.statements()).isEqualTo(2);
      }
    }
  }

  /** An entity before and after it has got an attribute. */
  private static final class Shapes {

    @Entity(name = "Shape")
    static class Narrow {
      @Id Long id;
      String name;
    }

    @Entity(name = "Shape")
    static class Wide {
      @Id Long id;
      String name;
      Integer corners;
    }
  }

  @Test
  void changedClass_isAMiss() {
    try (TestDatabase database = TestDatabase.at(POSTGRES.url(), Shapes.Narrow.class).open()) {
      database
          .sessionFactory()
          .inTransaction(
              session -> {
                Shapes.Narrow narrow = new Shapes.Narrow();
                narrow.id = 1L;
                narrow.name = "narrow";
                session.persist(narrow);
              });
      await("A fill may be late").until(() -> isInRedis(database));
    }
    try (TestDatabase database = TestDatabase.at(POSTGRES.url(), Shapes.Wide.class).open()) {
      database
          .sessionFactory()
          .inTransaction(
              session -> {
                Shapes.Wide wide = new Shapes.Wide();
                wide.id = 1L;
                wide.name = "wide";
                wide.corners = 4;
                session.persist(wide);
              });
      assertThat(read(database, Shapes.Wide.class).corners).isEqualTo(4);
      assertThat(database.queries().count()).isEqualTo(1);
    }
  }

  private static boolean isInRedis(TestDatabase database) {
    assertThat(read(database, Shapes.Narrow.class).name).isEqualTo("narrow");
    return database.queries().count() == 0;
  }

  /** What a node reads that has just been started. */
  private static <E> E read(TestDatabase database, Class<E> type) {
    try (Twofold engine =
        Twofold.builder()
            .database(HibernateDatabase.builder(database.sessionFactory()).entities().build())
            .distributed(RedissonTier.at(REDIS.address()).build())
            .settings(TwofoldSettings.builder().distributedBudget(Patience.LIMIT).build())
            .build()) {
      // An engine asks the database what it can do.
      database.reset();
      try (LoadScope scope = engine.open()) {
        return scope.entities().require(type, 1L);
      }
    }
  }
}
