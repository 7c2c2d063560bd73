package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.Dependency;
import dev.twofold.loader.LoadContext;
import dev.twofold.loader.RowLoader;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two databases of one engine with the same entities: a write concerns the loaders of its own. */
class TwoDatabasesTest {

  @Entity(name = "Coin")
  static class CoinEntity {
    @Id long id;
    int worth;
  }

  record Coin(long id, int worth) {}

  static final class Here extends RowLoader<Long, Coin> {
    Here() {
      super(CoinEntity.class);
    }
  }

  static final class There extends RowLoader<Long, Coin> {
    There() {
      super(CoinEntity.class);
    }

    @Override
    public String database() {
      return "there";
    }
  }

  /** By hand, and of tables. */
  abstract static class Worths extends BatchLoader<Long, Integer> {
    @Override
    public Map<Long, Integer> loadAll(Set<Long> keys, LoadContext context) {
      Map<Long, Integer> worths = new HashMap<>();
      keys.forEach(key -> worths.put(key, 1));
      return worths;
    }

    @Override
    public List<Dependency<Long>> dependencies() {
      return List.of(Dependency.on(CoinEntity.class), Dependency.onTable("coin"));
    }
  }

  static final class WorthsHere extends Worths {}

  static final class WorthsThere extends Worths {
    @Override
    public String database() {
      return "there";
    }
  }

  private final TestDatabase here = TestDatabase.h2(CoinEntity.class);
  private final TestDatabase there = TestDatabase.h2(CoinEntity.class);
  private Twofold twofold;

  @BeforeEach
  void warm() {
    twofold =
        Twofold.builder()
            .database(HibernateDatabase.of(here.sessionFactory()))
            .database(HibernateDatabase.builder(there.sessionFactory()).name("there").build())
            .distributed(new InMemoryTier())
            .register(new Here(), new There(), new WorthsHere(), new WorthsThere())
            .build();
    for (TestDatabase database : List.of(here, there)) {
      CoinEntity coin = new CoinEntity();
      coin.id = 1;
      database.sessionFactory().inTransaction(session -> session.persist(coin));
    }
    assertThat(loaded()).containsExactly(1L, 1L, 1L, 1L);
    assertThat(loaded()).containsExactly(0L, 0L, 0L, 0L);
  }

  @AfterEach
  void close() {
    twofold.close();
    here.close();
    there.close();
  }

  /** How many keys are loaded: of the two here, then of the two there. */
  private List<Long> loaded() {
    try (LoadScope scope = twofold.open()) {
      scope.require(Here.class, 1L);
      scope.require(There.class, 1L);
      scope.require(WorthsHere.class, 1L);
      scope.require(WorthsThere.class, 1L);
      return List.of("Here", "WorthsHere", "There", "WorthsThere").stream()
          .map(loader -> scope.stats().loader(loader).database())
          .toList();
    }
  }

  @Test
  void row_concernsLoadersOfItsDatabase() {
    there.sessionFactory().inTransaction(session -> session.find(CoinEntity.class, 1L).worth = 5);
    assertThat(loaded()).containsExactly(0L, 0L, 1L, 1L);
  }

  @Test
  void statement_concernsLoadersOfItsDatabase() {
    here.sessionFactory()
        .inTransaction(
            session -> session.createMutationQuery("update Coin set worth = 5").executeUpdate());
    assertThat(loaded()).containsExactly(1L, 1L, 0L, 0L);
  }

  @Test
  void statementThatMayDoAnything_concernsLoadersOfItsDatabase() {
    there
        .sessionFactory()
        .inTransaction(
            session ->
                session
                    .createNativeMutationQuery("alter table Coin add column made int")
                    .executeUpdate());
    assertThat(loaded()).containsExactly(0L, 0L, 1L, 1L);
  }

  @Test
  void tablesNamedByHand_concernAll() {
    assertThat(twofold.invalidator().tablesChanged(Set.of("coin"))).isTrue();
    assertThat(loaded()).containsExactly(1L, 1L, 1L, 1L);
  }
}
