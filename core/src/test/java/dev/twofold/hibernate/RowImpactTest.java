package dev.twofold.hibernate;

import static dev.twofold.hibernate.RowReads.mapping;
import static dev.twofold.testing.Changes.collection;
import static dev.twofold.testing.Changes.delete;
import static dev.twofold.testing.Changes.everything;
import static dev.twofold.testing.Changes.insert;
import static dev.twofold.testing.Changes.row;
import static dev.twofold.testing.Changes.tables;
import static dev.twofold.testing.Changes.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.hibernate.KeyEntities.Appeal;
import dev.twofold.hibernate.KeyEntities.Holiday;
import dev.twofold.hibernate.KeyEntities.Label;
import dev.twofold.hibernate.KeyEntities.Member;
import dev.twofold.hibernate.KeyEntities.Membership;
import dev.twofold.hibernate.KeyEntities.MembershipId;
import dev.twofold.hibernate.KeyEntities.Profile;
import dev.twofold.hibernate.KeyEntities.Token;
import dev.twofold.hibernate.KeyEntities.Vote;
import dev.twofold.hibernate.KeyEntities.VoteId;
import dev.twofold.hibernate.RestrictedEntities.Animal;
import dev.twofold.hibernate.RestrictedEntities.Article;
import dev.twofold.hibernate.RestrictedEntities.Car;
import dev.twofold.hibernate.RestrictedEntities.CardPayment;
import dev.twofold.hibernate.RestrictedEntities.CashPayment;
import dev.twofold.hibernate.RestrictedEntities.Cat;
import dev.twofold.hibernate.RestrictedEntities.Desk;
import dev.twofold.hibernate.RestrictedEntities.Dog;
import dev.twofold.hibernate.RestrictedEntities.Folder;
import dev.twofold.hibernate.RestrictedEntities.Note;
import dev.twofold.hibernate.RestrictedEntities.Payment;
import dev.twofold.hibernate.RestrictedEntities.Person;
import dev.twofold.hibernate.RestrictedEntities.Truck;
import dev.twofold.hibernate.RestrictedEntities.Vehicle;
import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.testing.TestDatabase;
import dev.twofold.tier.RowMapping;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Which rows and values of unique keys a write makes stale. */
@TestInstance(Lifecycle.PER_CLASS)
class RowImpactTest {

  private TestDatabase database;
  private HibernateDatabase hibernate;

  @BeforeAll
  void openDatabase() {
    database =
        TestDatabase.h2(
            Member.class,
            Token.class,
            Label.class,
            Holiday.class,
            Vote.class,
            Membership.class,
            Appeal.class,
            Profile.class,
            Note.class,
            Article.class,
            Animal.class,
            Dog.class,
            Cat.class,
            Vehicle.class,
            Car.class,
            Truck.class,
            Payment.class,
            CardPayment.class,
            CashPayment.class,
            Person.class,
            Desk.class,
            Folder.class);
    hibernate = HibernateDatabase.of(database.sessionFactory());
  }

  @AfterAll
  void closeDatabase() {
    database.close();
  }

  record IdRow(long id) {}

  record VoteKey(long post, long member) {}

  record VoteRow(VoteKey id, int points) {}

  record MembershipKey(String club, long memberId) {}

  record MembershipRow(String role) {}

  record MemberRow(long id, String name, String country, Long sponsorId) {}

  record NameAndCountry(String name, String country) {}

  private <K> Affected<K> ids(RowMapping<K, ?> mapping, Change change) {
    return hibernate.rowReader(mapping).affectedBy(change);
  }

  private Object valuesOf(RowMapping<?, ?> mapping, Change change) {
    return hibernate.rowReader(mapping).affectedBy(0, change);
  }

  private static RowMapping<Long, IdRow> rows(Class<?> entity) {
    return mapping(entity, Long.class, IdRow.class);
  }

  @Nested
  class Ids {

    @Test
    void anyWriteToARow_itsId() {
      assertThat(ids(rows(Member.class), insert(Member.class, 1L, row("name", "ada"))))
          .isEqualTo(Affected.keys(Set.of(1L)));
      assertThat(
              ids(rows(Member.class), update(Member.class, 1L, row("name", "a"), row("name", "b"))))
          .isEqualTo(Affected.keys(Set.of(1L)));
      assertThat(ids(rows(Member.class), delete(Member.class, 1L, null)))
          .isEqualTo(Affected.keys(Set.of(1L)));
    }

    @Test
    void rowOfAnotherEntity_none() {
      assertThat(ids(rows(Member.class), insert(Profile.class, 1L, row())))
          .isEqualTo(Affected.none());
    }

    @Test
    void embeddedId_asTheLoaderHasIt() {
      Change change = delete(Vote.class, VoteId.of(7, 9), row("points", 3));

      assertThat(ids(mapping(Vote.class, VoteId.class, VoteRow.class), change))
          .isEqualTo(Affected.keys(Set.of(VoteId.of(7, 9))));
      assertThat(ids(mapping(Vote.class, VoteKey.class, VoteRow.class), change))
          .isEqualTo(Affected.keys(Set.of(new VoteKey(9, 7))));
    }

    @Test
    void idClassWithAnAssociation_asTheLoaderHasIt() {
      Change change = insert(Membership.class, MembershipId.of(7, "chess"), row());

      assertThat(ids(mapping(Membership.class, MembershipKey.class, MembershipRow.class), change))
          .isEqualTo(Affected.keys(Set.of(new MembershipKey("chess", 7))));
      assertThat(ids(mapping(Membership.class, MembershipId.class, MembershipRow.class), change))
          .isEqualTo(Affected.keys(Set.of(MembershipId.of(7, "chess"))));
    }

    @Test
    void rowOfASubclass_idOfTheSuperclassLoaderAndOfItsOwn() {
      Change dog = insert(Dog.class, 1L, row("name", "rex"));

      assertThat(ids(rows(Animal.class), dog)).isEqualTo(Affected.keys(Set.of(1L)));
      assertThat(ids(rows(Dog.class), dog)).isEqualTo(Affected.keys(Set.of(1L)));
      assertThat(ids(rows(Cat.class), dog)).isEqualTo(Affected.none());
    }

    @Test
    void superclassToldByHand_idOfTheSubclassLoader() {
      assertThat(ids(rows(Dog.class), update(Animal.class, 1L, null, null)))
          .isEqualTo(Affected.keys(Set.of(1L)));
      assertThat(ids(rows(Dog.class), update(Animal.class, 1L, row("name", "a"), row("name", "b"))))
          .isEqualTo(Affected.none());
    }

    @Test
    void superclassUpdatedUnread_idOfTheSubclassLoader() {
      assertThat(ids(rows(Dog.class), update(Animal.class, 1L, null, row("name", "rex"))))
          .isEqualTo(Affected.keys(Set.of(1L)));
    }

    @Test
    void changeOfACollection_none() {
      assertThat(ids(rows(Member.class), collection(Member.class, "friends", 1L, Set.of())))
          .isEqualTo(Affected.none());
    }
  }

  @Nested
  class Tables {

    @Test
    void statementOnTheTable_all() {
      assertThat(ids(rows(Member.class), tables("member"))).isEqualTo(Affected.all());
      assertThat(ids(rows(Member.class), everything())).isEqualTo(Affected.all());
    }

    @Test
    void statementOnAnotherTable_none() {
      assertThat(ids(rows(Member.class), tables("profile", "vote"))).isEqualTo(Affected.none());
    }

    @Test
    void joinedTables_thoseOfTheClassAndAboveAndBelow() {
      assertThat(ids(rows(Car.class), tables("vehicle"))).isEqualTo(Affected.all());
      assertThat(ids(rows(Car.class), tables("car"))).isEqualTo(Affected.all());
      assertThat(ids(rows(Car.class), tables("truck"))).isEqualTo(Affected.none());
      assertThat(ids(rows(Vehicle.class), tables("truck"))).isEqualTo(Affected.all());
    }

    @Test
    void tablePerClass_thatOfEachClass() {
      assertThat(ids(rows(Payment.class), tables("cashpayment"))).isEqualTo(Affected.all());
      assertThat(ids(rows(CardPayment.class), tables("cashpayment"))).isEqualTo(Affected.none());
    }

    @Test
    void tableOfAReference_all() {
      assertThat(ids(rows(Folder.class), tables("folder_reader"))).isEqualTo(Affected.all());
    }
  }

  @Nested
  class UniqueKeys {

    private final RowMapping<Long, MemberRow> byName =
        mapping(Member.class, Long.class, MemberRow.class, String.class, "name");
    private final RowMapping<Long, MemberRow> byBoth =
        mapping(Member.class, Long.class, MemberRow.class, NameAndCountry.class, "name", "country");
    private final RowMapping<Long, MemberRow> bySponsor =
        mapping(Member.class, Long.class, MemberRow.class, Long.class, "sponsorId");

    @Test
    void insertAndDelete_itsValue() {
      assertThat(valuesOf(byName, insert(Member.class, 1L, row("name", "ada"))))
          .isEqualTo(Affected.keys(Set.of("ada")));
      assertThat(valuesOf(byName, delete(Member.class, 1L, row("name", "ada"))))
          .isEqualTo(Affected.keys(Set.of("ada")));
    }

    @Test
    void updateOfAnAttribute_oldAndNewValue() {
      Change change =
          update(
              Member.class,
              1L,
              row("name", "ada", "country", "uk"),
              row("name", "eve", "country", "uk"));

      assertThat(valuesOf(byName, change)).isEqualTo(Affected.keys(Set.of("ada", "eve")));
      assertThat(valuesOf(byBoth, change))
          .isEqualTo(
              Affected.keys(
                  Set.of(new NameAndCountry("ada", "uk"), new NameAndCountry("eve", "uk"))));
    }

    @Test
    void updateOfSomethingElse_none() {
      assertThat(
              valuesOf(
                  byName,
                  update(
                      Member.class,
                      1L,
                      row("name", "ada", "country", "uk"),
                      row("name", "ada", "country", "fr"))))
          .isEqualTo(Affected.none());
    }

    @Test
    void oldValueUnknown_all() {
      assertThat(valuesOf(byName, update(Member.class, 1L, null, row("name", "eve"))))
          .isEqualTo(Affected.all());
      assertThat(valuesOf(byName, delete(Member.class, 1L, null))).isEqualTo(Affected.all());
    }

    @Test
    void reference_theIdItRefersTo() {
      assertThat(
              valuesOf(
                  bySponsor, update(Member.class, 1L, row("sponsor", 5L), row("sponsor", null))))
          .isEqualTo(Affected.keys(Set.of(5L)));
    }

    @Test
    void restrictionOfTheMapping_isACondition() {
      RowMapping<Long, IdRow> byId =
          mapping(Article.class, Long.class, IdRow.class, Long.class, "id");
      assertThat(
              valuesOf(
                  byId, update(Article.class, 3L, row("published", true), row("published", false))))
          .isEqualTo(Affected.keys(Set.of(3L)));
    }
  }

  /** What a row has of others that its own columns do not tell. */
  @Nested
  class Joined {

    record PersonRow(long id, Long deskId) {}

    record FolderRow(long id, Long keeperId) {}

    record DeskFolderRow(long id, Long deskId) {}

    private final RowMapping<Long, PersonRow> people =
        mapping(Person.class, Long.class, PersonRow.class);

    @Test
    void inverseOfAOneToOne_rowOfTheOldAndTheNewTarget() {
      assertThat(ids(people, update(Desk.class, 9L, row("owner", 1L), row("owner", 2L))))
          .isEqualTo(Affected.keys(Set.of(1L, 2L)));
      assertThat(ids(people, insert(Desk.class, 9L, row("owner", 1L))))
          .isEqualTo(Affected.keys(Set.of(1L)));
      assertThat(ids(rows(Person.class), insert(Desk.class, 9L, row("owner", 1L))))
          .isEqualTo(Affected.none());
    }

    @Test
    void referenceToSomethingElseThanAnId_allWhereThatChanges() {
      RowMapping<Long, FolderRow> folders = mapping(Folder.class, Long.class, FolderRow.class);

      assertThat(ids(folders, update(Person.class, 1L, row("badge", "a"), row("badge", "b"))))
          .isEqualTo(Affected.all());
      assertThat(ids(folders, update(Person.class, 1L, row(), row()))).isEqualTo(Affected.none());
      assertThat(ids(folders, insert(Folder.class, 4L, row("keeper", 1L))))
          .isEqualTo(Affected.keys(Set.of(4L)));
    }

    @Test
    void referenceByItsOwnColumn_ownWritesOnly() {
      RowMapping<Long, DeskFolderRow> folders =
          mapping(Folder.class, Long.class, DeskFolderRow.class);

      assertThat(ids(folders, delete(Desk.class, 1L, row()))).isEqualTo(Affected.none());
    }
  }
}
