package dev.twofold.hibernate.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.error.ConfigurationException;
import dev.twofold.error.LoadException;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.hibernate.entity.RefusedEntities.Anything;
import dev.twofold.hibernate.entity.RefusedEntities.Filtered;
import dev.twofold.hibernate.entity.RefusedEntities.Hidden;
import dev.twofold.hibernate.entity.RefusedEntities.Last;
import dev.twofold.hibernate.entity.RefusedEntities.Leading;
import dev.twofold.hibernate.entity.RefusedEntities.Rented;
import dev.twofold.hibernate.entity.RefusedEntities.Sturdy;
import dev.twofold.key.Parameter;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.TestDatabase;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What copies are not made of, when that is said, and in which words. */
class RefusalsTest {

  private static final Parameter<String> TENANT = Parameter.of("tenant", String.class);

  @Nested
  class AtStart {

    private void refused(Class<?> entity, String reason) {
      try (TestDatabase database = TestDatabase.h2(entity)) {
        assertThatThrownBy(
                () -> HibernateDatabase.builder(database.sessionFactory()).entities().build())
            .isInstanceOf(ConfigurationException.class)
            .hasMessage("no copies of %s can be made: the class %s", entity.getName(), reason);
      }
    }

    @Test
    void finalClass_isRefused() {
      refused(Last.class, "is final; remove 'final', or read it as records with a RowLoader");
    }

    @Test
    void privateConstructor_isRefused() {
      refused(
          Hidden.class,
          "has no constructor without arguments that a subclass can call; add a protected one");
    }

    @Test
    void withoutCopies_noClassIsRefused() {
      try (TestDatabase database = TestDatabase.h2(Last.class);
          Twofold engine =
              Twofold.builder().database(HibernateDatabase.of(database.sessionFactory())).build();
          LoadScope scope = engine.open()) {
        assertThatThrownBy(() -> scope.entities().find(Last.class, 1L))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(
                "no copies of %s: no database of this engine makes copies of entities; switch them"
                    + " on with HibernateDatabase.builder(sessionFactory).entities()",
                Last.class.getName());
      }
    }
  }

  @Nested
  class WhenAsked {

    private static void fill(Session session) {
      Anything anything = new Anything();
      anything.id = 1L;
      session.persist(anything);
      Filtered filtered = new Filtered();
      filtered.id = 1L;
      session.persist(filtered);
      Leading leading = new Leading();
      leading.id = 1L;
      leading.anything = anything;
      leading.filtered = filtered;
      session.persist(leading);
    }

    private void inScope(Consumer<LoadScope> asking, Class<?>... entities) {
      try (TestDatabase database = TestDatabase.h2(entities)) {
        if (List.of(entities).contains(Leading.class)) {
          database.sessionFactory().inTransaction(WhenAsked::fill);
        }
        try (Twofold engine =
                Twofold.builder()
                    .database(
                        HibernateDatabase.builder(database.sessionFactory()).entities().build())
                    .build();
            LoadScope scope = engine.open()) {
          asking.accept(scope);
        }
      }
    }

    @Test
    void classThatIsNotMapped_isRefused_namingThoseThatAre() {
      inScope(
          scope ->
              assertThatThrownBy(() -> scope.entities().find(String.class, 1L))
                  .isInstanceOf(IllegalArgumentException.class)
                  .hasMessage(
                      "no copies of java.lang.String, which is not a mapped entity; mapped:"
                          + " [Filtered]"),
          Filtered.class);
    }

    @Test
    void idOfAnotherType_isRefused() {
      inScope(
          scope ->
              assertThatThrownBy(() -> scope.entities().find(Press.Story.class, 1))
                  .isInstanceOf(IllegalArgumentException.class)
                  .hasMessage(
                      "an id of Story is a java.lang.Long, but it was asked for with a"
                          + " java.lang.Integer"),
          Press.ALL);
    }

    @Test
    void finalMethod_isRefused() {
      inScope(
          scope ->
              assertThatThrownBy(() -> scope.entities().find(Sturdy.class, 1L))
                  .isInstanceOf(ConfigurationException.class)
                  .hasMessage(
                      "no copies of %s can be made: its method getId is final, so that a proxy"
                          + " would answer it with empty fields; remove 'final', or read it as"
                          + " records with a RowLoader",
                      Sturdy.class.getName()),
          Sturdy.class);
    }

    @Test
    void sessionFilter_isRefused() {
      inScope(
          scope ->
              assertThatThrownBy(() -> scope.entities().find(Filtered.class, 1L))
                  .isInstanceOf(ConfigurationException.class)
                  .hasMessage(
                      "entity.Filtered: Filtered has session filters (visible), which a cached row"
                          + " cannot follow; read it with a BatchLoader that takes the filter's"
                          + " values as parameters"),
          Filtered.class);
    }

    @Test
    void tenant_withoutParameter_isRefused() {
      inScope(
          scope ->
              assertThatThrownBy(() -> scope.entities().find(Rented.class, 1L))
                  .isInstanceOf(ConfigurationException.class)
                  .hasMessage(
                      "Rented has a @TenantId, but copies of entities have no tenant parameter;"
                          + " name it in"
                          + " HibernateDatabase.builder(sessionFactory).entities(parameter)"),
          Rented.class);
    }

    @Test
    void attributeThatCopiesDoNotHave_isRefused_theOthersAreNot() {
      inScope(
          scope -> {
            assertThatThrownBy(() -> scope.entities().find(Anything.class, 1L))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                    "no copies of Anything can be made: 'what' is of a kind that copies do not"
                        + " have, such as @Any; read it as records with a RowLoader");
            Leading leading = scope.entities().require(Leading.class, 1L);
            assertThatThrownBy(() -> leading.filtered.getName())
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("Filtered has session filters (visible)");
          },
          Anything.class,
          Leading.class,
          Filtered.class);
    }
  }

  @Nested
  class Tenants {

    @Test
    void tenants_doNotSeeEachOther_inCollectionsEither() {
      try (TestDatabase database =
          TestDatabase.onH2(Rented.class)
              .setting(AvailableSettings.MULTI_TENANT_IDENTIFIER_RESOLVER, new FixedTenant())
              .open()) {
        for (String tenant : List.of("a", "b")) {
          FixedTenant.current = tenant;
          database
              .sessionFactory()
              .inTransaction(
                  session -> {
                    Rented parent = new Rented();
                    parent.id = tenant.equals("a") ? 1L : 2L;
                    session.persist(parent);
                    Rented part = new Rented();
                    part.id = parent.id + 10;
                    part.parent = parent;
                    session.persist(part);
                  });
        }
        try (Twofold engine =
                Twofold.builder()
                    .database(
                        HibernateDatabase.builder(database.sessionFactory())
                            .entities(TENANT)
                            .build())
                    .distributed(new InMemoryTier())
                    .build();
            LoadScope scope = engine.open(TENANT, "a")) {
          assertThat(scope.entities().find(Rented.class, 2L)).isEmpty();
          Rented mine = scope.entities().require(Rented.class, 1L);
          assertThat(mine.tenant).isEqualTo("a");
          scope.with(
              TENANT,
              "b",
              () -> {
                assertThat(scope.entities().find(Rented.class, 1L)).isEmpty();
                assertThat(mine.parts).extracting(Rented::getId).containsExactly(11L);
                return scope.entities().require(Rented.class, 2L);
              });
        }
      }
    }
  }

  /** The tenant that rows are written for. */
  static final class FixedTenant implements CurrentTenantIdentifierResolver<String> {
    private static String current = "a";

    @Override
    public String resolveCurrentTenantIdentifier() {
      return current;
    }

    @Override
    public boolean validateExistingCurrentSessions() {
      return false;
    }
  }
}
