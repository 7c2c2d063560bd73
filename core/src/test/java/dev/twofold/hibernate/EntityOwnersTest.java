package dev.twofold.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.error.ConfigurationException;
import dev.twofold.loader.RowLoader;
import dev.twofold.relation.Plan;
import dev.twofold.relation.ToMany;
import dev.twofold.relation.ToOne;
import dev.twofold.stats.LoaderStats;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Managed and detached entities as owners: their keys are read, what they lead to is not. */
class EntityOwnersTest {

  @Entity(name = "Town")
  static class TownEntity {
    @Id long id;
  }

  @Embeddable
  static class Home {
    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable TownEntity town;
  }

  @Entity(name = "Person")
  static class PersonEntity {
    @Id long id;
    @Nullable Home home;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable PersonEntity chief;

    @OneToMany(mappedBy = "chief")
    List<PersonEntity> staff = new ArrayList<>();

    @OneToOne(mappedBy = "holder", fetch = FetchType.LAZY)
    @Nullable PassportEntity passport;

    public long getId() {
      return id;
    }
  }

  @Entity(name = "Passport")
  static class PassportEntity {
    @Id long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable PersonEntity issuer;

    @OneToOne(fetch = FetchType.LAZY)
    @Nullable PersonEntity holder;
  }

  record Town(long id) {}

  record Person(long id, Long chiefId) {}

  record Passport(long id, long holderId) {}

  static final class TownLoader extends RowLoader<Long, Town> {
    TownLoader() {
      super(TownEntity.class);
    }
  }

  static final class PersonLoader extends RowLoader<Long, Person> {
    PersonLoader() {
      super(PersonEntity.class);
    }
  }

  static final class PassportLoader extends RowLoader<Long, Passport> {
    PassportLoader() {
      super(PassportEntity.class);
    }
  }

  static final class Declared {
    static final ToMany<PersonEntity, Person> STAFF =
        ToMany.of(PersonEntity.class, PersonLoader.class, "chief");
  }

  private static final ToOne<PersonEntity, Person> CHIEF =
      ToOne.mapped(PersonEntity.class, "chief", Person.class);
  private static final ToOne<PersonEntity, Town> TOWN =
      ToOne.mapped(PersonEntity.class, "home.town", Town.class);
  private static final ToOne<PersonEntity, Passport> PASSPORT =
      ToOne.mapped(PersonEntity.class, "passport", Passport.class);
  private static final ToMany<PersonEntity, Person> STAFF =
      ToMany.mapped(PersonEntity.class, "staff", Person.class);

  private static SessionFactory sessionFactory;
  private static Twofold twofold;

  @BeforeAll
  static void start() {
    sessionFactory =
        new Configuration()
            .addAnnotatedClasses(TownEntity.class, PersonEntity.class, PassportEntity.class)
            .setProperty("hibernate.connection.url", "jdbc:h2:mem:owners;DB_CLOSE_DELAY=-1")
            .setProperty("hibernate.hbm2ddl.auto", "create-drop")
            .buildSessionFactory();
    sessionFactory.inTransaction(EntityOwnersTest::fill);
    twofold =
        Twofold.builder()
            .database(HibernateDatabase.of(sessionFactory))
            .register(new TownLoader(), new PersonLoader(), new PassportLoader())
            .relations(Declared.class)
            .build();
  }

  /**
   * Person 1 is the chief of 2 to 10; each has a passport issued by person 1, and even ones a home.
   */
  private static void fill(Session session) {
    TownEntity town = new TownEntity();
    town.id = 7;
    session.persist(town);
    PersonEntity chief = null;
    for (long id = 1; id <= 10; id++) {
      PersonEntity person = new PersonEntity();
      person.id = id;
      person.chief = chief;
      if (id % 2 == 0) {
        person.home = new Home();
        person.home.town = town;
      }
      session.persist(person);
      chief = chief == null ? person : chief;
      PassportEntity passport = new PassportEntity();
      passport.id = 100 + id;
      passport.holder = person;
      passport.issuer = chief;
      session.persist(passport);
    }
  }

  @AfterAll
  static void stop() {
    twofold.close();
    sessionFactory.close();
  }

  private static List<PersonEntity> people(Session session) {
    return session
        .createSelectionQuery("from Person order by id", PersonEntity.class)
        .getResultList();
  }

  private static void check(List<PersonEntity> people) {
    for (PersonEntity person : people) {
      boolean isChief = person.id == 1;
      assertThat(CHIEF.find(person).stream().map(Person::id).toList())
          .isEqualTo(isChief ? List.of() : List.of(1L));
      assertThat(TOWN.find(person).isPresent()).isEqualTo(person.id % 2 == 0);
      assertThat(PASSPORT.require(person).id()).isEqualTo(100 + person.id);
      assertThat(STAFF.of(person)).hasSize(isChief ? 9 : 0);
      assertThat(Declared.STAFF.of(person)).isEqualTo(STAFF.of(person));
    }
  }

  @Test
  void managedEntities_resolveByPlan_andStayAsTheyAre() {
    try (LoadScope scope = twofold.open();
        Session session = sessionFactory.openSession()) {
      List<PersonEntity> people = people(session);
      scope.prefetch(
          Plan.of(PersonEntity.class)
              .one(CHIEF)
              .one(TOWN)
              .one(PASSPORT)
              .many(STAFF)
              .many(Declared.STAFF),
          people);

      assertThat(scope.stats().waves()).isEqualTo(1);
      assertThat(scope.stats().total().statements()).isEqualTo(5);
      check(people);
      assertThat(scope.stats().total().statements()).isEqualTo(5);
      assertThat(people.subList(1, 10)).noneMatch(person -> Hibernate.isInitialized(person.staff));
    }
  }

  @Test
  void detachedEntities_thatAreAdopted_resolveTogether() {
    List<PersonEntity> people;
    try (Session session = sessionFactory.openSession()) {
      people = people(session);
    }
    try (LoadScope scope = twofold.open()) {
      scope.adopt(people);

      check(people);

      assertThat(scope.stats().total().statements()).isEqualTo(5);
    }
  }

  @Test
  void unreadProxy_tellsItsOwnKey() {
    try (LoadScope scope = twofold.open();
        Session session = sessionFactory.openSession()) {
      PersonEntity proxy = session.getReference(PersonEntity.class, 1L);

      assertThat(Declared.STAFF.of(proxy)).hasSize(9);

      assertThat(Hibernate.isInitialized(proxy)).isFalse();
      assertThat(scope.stats().total().statements()).isEqualTo(1);
    }
  }

  @Test
  void whatTheMappingDoesNotHave_isRefused() {
    try (LoadScope scope = twofold.open()) {
      assertThatExceptionOfType(ConfigurationException.class)
          .isThrownBy(
              () ->
                  ToOne.mapped(PersonEntity.class, "friend", Person.class).find(new PersonEntity()))
          .withMessage(
              "relation PersonEntity.friend: 'friend' is no association to one of PersonEntity,"
                  + " which has chief FOREIGN_KEY, home.town FOREIGN_KEY, passport INVERSE_ONE,"
                  + " staff MANY");
      assertThatExceptionOfType(ConfigurationException.class)
          .isThrownBy(() -> ToOne.mapped(String.class, "chief", Person.class).find("no entity"))
          .withMessage(
              "relation String.chief: java.lang.String is not a mapped entity of database"
                  + " 'default'");
      assertThat(scope.stats().total()).isEqualTo(LoaderStats.NONE);
    }
  }
}
