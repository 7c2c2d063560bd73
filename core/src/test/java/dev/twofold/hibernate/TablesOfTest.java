package dev.twofold.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.testing.TestDatabase;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TablesOfTest {

  @Entity(name = "Machine")
  @Table(name = "`Machines`")
  @Inheritance(strategy = InheritanceType.JOINED)
  static class Machine {
    @Id long id;
  }

  @Entity(name = "Engine")
  @SecondaryTable(name = "engine_papers")
  static class Engine extends Machine {
    @Column(table = "engine_papers")
    String papers;

    @ElementCollection Set<String> parts;
  }

  @Entity(name = "Turbine")
  static class Turbine extends Engine {
    int blades;
  }

  private final TestDatabase database = TestDatabase.h2(Machine.class, Engine.class, Turbine.class);
  private final HibernateDatabase hibernate = HibernateDatabase.of(database.sessionFactory());

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void top_itsTablesAndThoseBelow() {
    assertThat(hibernate.tablesOf(Machine.class))
        .containsExactlyInAnyOrder(
            "machines", "engine", "engine_papers", "engine_parts", "turbine");
  }

  @Test
  void bottom_thoseAboveAsItsRowsAreInThemToo() {
    assertThat(hibernate.tablesOf(Turbine.class))
        .containsExactlyInAnyOrder(
            "machines", "engine", "engine_papers", "engine_parts", "turbine");
  }

  @Test
  void unmappedClass_notKnown() {
    assertThat(hibernate.tablesOf(String.class)).isNull();
  }
}
