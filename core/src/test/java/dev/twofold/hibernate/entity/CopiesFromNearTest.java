package dev.twofold.hibernate.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.hibernate.entity.Press.Story;
import dev.twofold.testing.InMemoryNearTier;
import dev.twofold.testing.TestDatabase;
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
}
