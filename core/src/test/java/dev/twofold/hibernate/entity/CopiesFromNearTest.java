package dev.twofold.hibernate.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.Loaded;
import dev.twofold.Twofold;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.hibernate.entity.Press.Story;
import dev.twofold.internal.engine.EngineBuilder;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.InMemoryNearTier;
import dev.twofold.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Copies that are made of one state, which the near tier shares with all requests. */
class CopiesFromNearTest {

  @Test
  void whatCanBeWrittenTo_isOfOneRequestAlone() {
    TestDatabase database = TestDatabase.h2(Press.ALL);
    try (PressDatabase press = new PressDatabase(database, null).fill(2, 1);
        Twofold twofold =
            Twofold.builder()
                .database(HibernateDatabase.builder(database.sessionFactory()).entities().build())
                .near(new InMemoryNearTier())
                .build()) {
      assertThat(press).isNotNull();
      try (LoadScope loading = twofold.open()) {
        loading.entities().require(Story.class, 1L).digest[0] = 98;
      }
      database.reset();
      try (LoadScope scope = twofold.open()) {
        scope.entities().require(Story.class, 1L).digest[0] = 99;
      }
      try (LoadScope other = twofold.open()) {
        assertThat(other.entities().require(Story.class, 1L).digest).containsExactly(1, 2, 1);
      }
      assertThat(database.queries().count()).as("all of it from the near tier").isZero();
    }
  }

  @Test
  void inGrace_areMarked() throws SQLException {
    AtomicLong now = new AtomicLong();
    TestDatabase database = TestDatabase.h2(Press.ALL);
    RegionPolicy graceful =
        RegionPolicy.DEFAULT.withNear(NearPolicy.DEFAULT.withGrace(Duration.ofHours(1)));
    try (PressDatabase press = new PressDatabase(database, null).fill(2, 1);
        Twofold twofold =
            new EngineBuilder()
                .nanoTime(now::get)
                .near(new InMemoryNearTier(now::get))
                .settings(TwofoldSettings.builder().region("entities", graceful).build())
                .database(HibernateDatabase.builder(database.sessionFactory()).entities().build())
                .build()) {
      assertThat(press).isNotNull();
      try (LoadScope loading = twofold.open()) {
        assertThat(loading.entities().findAll(Story.class, List.of(1L)).stale()).isEmpty();
      }
      now.addAndGet(Duration.ofMinutes(10).toNanos());
      try (Connection connection = database.dataSource().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("alter table story rename to gone");
      }
      try (LoadScope scope = twofold.open()) {
        Loaded<Object, Story> loaded = scope.entities().findAll(Story.class, List.of(2L, 1L, 1L));

        assertThat(loaded.found()).containsOnlyKeys(1L);
        assertThat(loaded.stale()).containsExactly(1L);
        assertThat(loaded.failed()).containsOnlyKeys(2L);
      }
    }
  }
}
