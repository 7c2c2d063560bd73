package dev.twofold.hibernate.entity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.jackson.TwofoldModule;
import dev.twofold.testing.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OrderBy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written of copies that all lead to each other. */
class CopiesJsonTest {

  private static final List<Long> IDS = LongStream.rangeClosed(1, 12).boxed().toList();

  private final ObjectMapper json = new ObjectMapper().registerModule(new TwofoldModule());
  private final TestDatabase database = TestDatabase.h2(Band.class, Fan.class);
  private final Twofold engine =
      Twofold.builder()
          .database(HibernateDatabase.builder(database.sessionFactory()).entities().build())
          .build();

  @BeforeEach
  void fill() {
    database.sessionFactory().inTransaction(CopiesJsonTest::fill);
    database.reset();
  }

  private static void fill(Session session) {
    List<Fan> fans = new ArrayList<>();
    for (Long id : IDS) {
      Fan fan = new Fan();
      fan.id = id;
      session.persist(fan);
      fans.add(fan);
    }
    for (Long id : IDS) {
      Band band = new Band();
      band.id = id;
      band.fans.addAll(fans);
      session.persist(band);
    }
  }

  @AfterEach
  void close() {
    engine.close();
    database.close();
  }

  @Test
  void everyoneLeadingToEveryone_isBounded() throws Exception {
    try (LoadScope scope = engine.open()) {
      List<Band> bands = scope.entities().requireAll(Band.class, IDS);
      scope.entities().prefetch(bands, "fans.bands");
      int statements = database.queries().count();
      JsonNode written = json.readTree(json.writeValueAsString(bands));
      assertThat(statements).isEqualTo(3);
      assertThat(database.queries().count()).isEqualTo(statements);
      assertThat(written).hasSize(12);
      assertThat(objects(written)).isEqualTo(10_000);
    }
  }

  private static int objects(JsonNode node) {
    int count = node.isObject() ? 1 : 0;
    for (JsonNode each : node) {
      count += objects(each);
    }
    return count;
  }

  @Entity(name = "Band")
  static class Band {
    @Id Long id;

    @ManyToMany
    @OrderBy("id")
    List<Fan> fans = new ArrayList<>();

    public Long getId() {
      return id;
    }

    public List<Fan> getFans() {
      return fans;
    }
  }

  @Entity(name = "Fan")
  static class Fan {
    @Id Long id;

    @ManyToMany(mappedBy = "fans")
    @OrderBy("id")
    List<Band> bands = new ArrayList<>();

    public Long getId() {
      return id;
    }

    public List<Band> getBands() {
      return bands;
    }
  }
}
