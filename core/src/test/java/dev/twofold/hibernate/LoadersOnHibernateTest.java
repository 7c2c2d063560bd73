package dev.twofold.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.LoadScope;
import dev.twofold.Loaded;
import dev.twofold.Twofold;
import dev.twofold.error.LoadException;
import dev.twofold.key.Parameter;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.loader.Loader;
import dev.twofold.loader.RowLoader;
import dev.twofold.loader.UniqueKey;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the engine makes of what this database tells it. */
class LoadersOnHibernateTest {

  private static Twofold engine(TestDatabase database, InMemoryTier tier, Loader<?, ?>... loaders) {
    return Twofold.builder()
        .database(HibernateDatabase.of(database.sessionFactory()))
        .distributed(tier)
        .register(loaders)
        .build();
  }

  @Nested
  class RowsThatBecomeNoRecord {

    @Entity(name = "Part")
    static class PartEntity {
      @Id long id;
      String name;
      @Nullable Integer weight;
    }

    record Part(long id, String name, int weight) {}

    static final class Parts extends RowLoader<Long, Part> {
      static final UniqueKey<String, Part> BY_NAME =
          UniqueKey.of(Parts.class, String.class, "name");

      Parts() {
        super(PartEntity.class);
      }
    }

    private static void persist(TestDatabase database, long id, @Nullable Integer weight) {
      PartEntity part = new PartEntity();
      part.id = id;
      part.name = "part " + id;
      part.weight = weight;
      database.sessionFactory().inTransaction(session -> session.persist(part));
    }

    @Test
    void aRow_failsItsOwnKeyOnly() {
      InMemoryTier tier = new InMemoryTier();
      try (TestDatabase database = TestDatabase.h2(PartEntity.class);
          Twofold twofold = engine(database, tier, new Parts());
          LoadScope scope = twofold.open()) {
        persist(database, 1, 10);
        persist(database, 2, null);

        Loaded<Long, Part> loaded = scope.findAll(Parts.class, List.of(1L, 2L, 3L));

        assertThat(loaded.found()).containsOnlyKeys(1L);
        assertThat(loaded.missing()).containsExactly(3L);
        assertThat(loaded.failed()).containsOnlyKeys(2L);
        assertThat(loaded.failed().get(2L))
            .isInstanceOf(LoadException.class)
            .hasMessageContaining("Parts")
            .hasMessageContaining("weight");
        assertThat(scope.stats().loader("Parts"))
            .returns(1L, stats -> stats.statements())
            .returns(1L, stats -> stats.database())
            .returns(1L, stats -> stats.absent())
            .returns(1L, stats -> stats.errors())
            .returns(2L, stats -> stats.fills());
      }
    }

    @Test
    void aRowFoundByAUniqueKey_failsTheValueThatItMayHave() {
      try (TestDatabase database = TestDatabase.h2(PartEntity.class);
          Twofold twofold = engine(database, new InMemoryTier(), new Parts());
          LoadScope scope = twofold.open()) {
        persist(database, 1, 10);
        persist(database, 2, null);

        Loaded<String, Part> loaded = scope.findAllBy(Parts.BY_NAME, List.of("part 1", "part 2"));

        assertThat(loaded.found()).containsOnlyKeys("part 1");
        assertThat(loaded.failed()).containsOnlyKeys("part 2");
      }
    }
  }

  @Nested
  class SessionsOfATenant {

    static final Parameter<String> TENANT = Parameter.of("tenant", String.class);

    @Entity(name = "Bill")
    static class BillEntity {
      @Id long id;
      @TenantId String tenant;
      String number;
    }

    abstract static class Bills extends BatchLoader<Long, String> {

      @Override
      public Map<Long, String> loadAll(Set<Long> ids, LoadContext context) {
        return session(context)
            .createSelectionQuery(
                "select b.id, b.number from Bill b where b.id in :ids", Object[].class)
            .setParameterList("ids", ids)
            .getResultStream()
            .collect(Collectors.toMap(row -> (Long) row[0], row -> (String) row[1]));
      }

      SharedSessionContract session(LoadContext context) {
        return context.session(StatelessSession.class);
      }
    }

    static final class TenantsBills extends Bills {
      @Override
      public Parameter<?> tenant() {
        return TENANT;
      }
    }

    static final class TenantsBillsBySession extends Bills {
      @Override
      public Parameter<?> tenant() {
        return TENANT;
      }

      @Override
      SharedSessionContract session(LoadContext context) {
        return context.session(Session.class);
      }
    }

    static final class BillsOfNobody extends Bills {}

    private static void persist(TestDatabase database, String tenant, long id) {
      BillEntity bill = new BillEntity();
      bill.id = id;
      bill.number = tenant + "-" + id;
      try (Session session =
          database.sessionFactory().withOptions().tenantIdentifier((Object) tenant).open()) {
        session.inTransaction(transaction -> session.persist(bill));
      }
    }

    @Test
    void aHandWrittenLoader_readsAsTheTenantOfTheScope() {
      InMemoryTier tier = new InMemoryTier();
      try (TestDatabase database = TestDatabase.h2(BillEntity.class);
          Twofold twofold =
              engine(database, tier, new TenantsBills(), new TenantsBillsBySession())) {
        persist(database, "acme", 1);
        persist(database, "globex", 2);
        for (Class<? extends Bills> bills :
            List.of(TenantsBills.class, TenantsBillsBySession.class)) {
          try (LoadScope scope = twofold.open(TENANT, "acme")) {
            assertThat(scope.findAll(bills, List.of(1L, 2L)).found())
                .containsExactly(Map.entry(1L, "acme-1"));
          }
          try (LoadScope scope = twofold.open(TENANT, "globex")) {
            assertThat(scope.findAll(bills, List.of(1L, 2L)).found())
                .containsExactly(Map.entry(2L, "globex-2"));
          }
        }
      }
    }

    @Test
    void aLoaderWithoutTenant_isToldWhatToName() {
      try (TestDatabase database = TestDatabase.h2(BillEntity.class);
          Twofold twofold = engine(database, new InMemoryTier(), new BillsOfNobody());
          LoadScope scope = twofold.open()) {
        assertThatThrownBy(() -> scope.find(BillsOfNobody.class, 1L))
            .isInstanceOf(LoadException.class)
            .hasMessageContaining("name the parameter that has it in Loader.tenant()");
      }
    }
  }
}
