package dev.twofold.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.ConfigurationException;
import dev.twofold.loader.KeySource;
import dev.twofold.loader.KeySource.Page;
import dev.twofold.testing.TestDatabase;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ids of entities, listed page by page. */
class EntityIdsTest {

  private static final Duration BUDGET = Duration.ofSeconds(10);

  @Entity(name = "Numbered")
  static class Numbered {
    @Id Integer number;
    int score;
  }

  @Entity(name = "Named")
  static class Named {
    @Id String name;
  }

  @Entity(name = "Identified")
  static class Identified {
    @Id UUID id;
  }

  @Embeddable
  record Pair(Long one, Long two) {}

  @Entity(name = "Paired")
  static class Paired {
    @EmbeddedId Pair id;
  }

  private final TestDatabase database =
      TestDatabase.h2(Numbered.class, Named.class, Identified.class, Paired.class);
  private final HibernateDatabase hibernate = HibernateDatabase.of(database.sessionFactory());

  @AfterEach
  void close() {
    hibernate.close();
    database.close();
  }

  private void numbers(int count) {
    database
        .sessionFactory()
        .inTransaction(
            session ->
                IntStream.rangeClosed(1, count)
                    .forEach(
                        number -> {
                          Numbered row = new Numbered();
                          row.number = number;
                          row.score = number % 10;
                          session.persist(row);
                        }));
    database.reset();
  }

  private static <K> List<K> walk(KeySource<K> source, int size) {
    List<K> all = new ArrayList<>();
    Page<K> page = source.page(null, size, BUDGET);
    all.addAll(page.keys());
    while (page.next() != null) {
      page = source.page(page.next(), size, BUDGET);
      all.addAll(page.keys());
    }
    return all;
  }

  @Test
  void pages_areAStatementEach_inTheOrderOfIds() {
    numbers(30);

    assertThat(walk(hibernate.ids(Numbered.class, Integer.class), 10))
        .isEqualTo(IntStream.rangeClosed(1, 30).boxed().toList());
    assertThat(database.queries().count()).isEqualTo(3);
    assertThat(database.connectionsInUse()).isZero();
  }

  @Test
  void condition_choosesRows_alsoOfLaterPages() {
    numbers(30);
    KeySource<Integer> source =
        hibernate.ids(Numbered.class, Integer.class, "e.score = 1 or e.score = 2");

    assertThat(walk(source, 4)).containsExactly(1, 2, 11, 12, 21, 22);
    assertThat(source.total(BUDGET)).hasValue(6);
  }

  @Test
  void rowsThatComeAndGo_moveNoOthers() {
    numbers(20);
    KeySource<Integer> source = hibernate.ids(Numbered.class, Integer.class);
    Page<Integer> first = source.page(null, 10, BUDGET);
    database
        .sessionFactory()
        .inTransaction(
            session ->
                session.createMutationQuery("delete Numbered where number <= 10").executeUpdate());

    assertThat(source.page(first.next(), 10, BUDGET).keys())
        .isEqualTo(IntStream.rangeClosed(11, 20).boxed().toList());
  }

  @Test
  void positionOfAnotherSource_isTheBeginning() {
    numbers(3);

    assertThat(hibernate.ids(Numbered.class, Integer.class).page("4/10", 10, BUDGET).keys())
        .containsExactly(1, 2, 3);
  }

  @Test
  void textsAndUuids_areListedToo() {
    List<UUID> ids = List.of(new UUID(1, 1), new UUID(1, 2), new UUID(2, 1));
    database
        .sessionFactory()
        .inTransaction(
            session -> {
              for (String name : List.of("a, b", "c'd", "e")) {
                Named row = new Named();
                row.name = name;
                session.persist(row);
              }
              for (UUID id : ids) {
                Identified row = new Identified();
                row.id = id;
                session.persist(row);
              }
            });

    assertThat(walk(hibernate.ids(Named.class, String.class), 1))
        .containsExactly("a, b", "c'd", "e");
    assertThat(walk(hibernate.ids(Identified.class, UUID.class), 1)).isEqualTo(ids);
  }

  @Test
  void idsThatHaveNoPosition_areRefused() {
    assertThatThrownBy(() -> hibernate.ids(Paired.class, Pair.class))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("allowed: Long, Integer, Short, String and UUID, as mapped");
    assertThatThrownBy(() -> hibernate.ids(Numbered.class, Long.class))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("are of type java.lang.Integer and cannot be listed as");
    assertThatThrownBy(() -> hibernate.ids(String.class, Long.class))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("java.lang.String is not mapped in database 'default'");
  }
}
