package dev.twofold.hibernate;

import static dev.twofold.hibernate.RowReads.mapping;
import static org.assertj.core.api.Assertions.assertThat;

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
import dev.twofold.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What the mapping demands of every read: restrictions, hierarchies, references. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class RestrictionsContract {

  private RowReads rows;

  abstract TestDatabase open(Class<?>... entities);

  @BeforeAll
  void openDatabase() {
    rows =
        new RowReads(
            open(
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
                Folder.class));
    persistRestricted();
    persistHierarchies();
    persistReferences();
  }

  private void persistRestricted() {
    Note kept = new Note();
    kept.id = 1;
    kept.text = "kept";
    Note deleted = new Note();
    deleted.id = 2;
    Article published = new Article();
    published.id = 1;
    published.published = true;
    Article draft = new Article();
    draft.id = 2;
    rows.persist(kept, deleted, published, draft);
  }

  private void persistHierarchies() {
    Dog dog = new Dog();
    dog.id = 1;
    dog.name = "Rex";
    dog.tricks = "sit";
    Cat cat = new Cat();
    cat.id = 2;
    cat.name = "Tom";
    Car car = new Car();
    car.id = 1;
    car.plate = "A-1";
    car.doors = 5;
    Truck truck = new Truck();
    truck.id = 2;
    truck.plate = "T-2";
    truck.tons = 7;
    CardPayment card = new CardPayment();
    card.id = 1;
    card.cents = 100;
    card.card = "visa";
    CashPayment cash = new CashPayment();
    cash.id = 2;
    cash.cents = 200;
    rows.persist(dog, cat, car, truck, card, cash);
  }

  private void persistReferences() {
    rows.database()
        .sessionFactory()
        .inTransaction(
            session -> {
              Person person = new Person();
              person.id = 7;
              person.badge = "B7";
              Person deskless = new Person();
              deskless.id = 8;
              Desk desk = new Desk();
              desk.number = 70;
              desk.owner = person;
              Desk gone = new Desk();
              gone.number = 71;
              Folder folder = new Folder();
              folder.id = 1;
              folder.note = session.find(Note.class, 2L);
              folder.desk = gone;
              folder.reader = person;
              folder.keeper = person;
              folder.guard = session.find(Dog.class, 1L);
              Folder empty = new Folder();
              empty.id = 2;
              RowReads.persist(session, person, deskless, desk, gone, folder, empty);
            });
    rows.database()
        .sessionFactory()
        .inTransaction(
            session -> {
              session.remove(session.find(Note.class, 2L));
              session.createMutationQuery("delete Desk where number = 71").executeUpdate();
            });
  }

  @AfterAll
  void closeDatabase() {
    rows.close();
  }

  @Nested
  class Restrictions {

    record NoteRow(long id, String text) {}

    record ArticleRow(long id) {}

    @Test
    void softDeletedRows_areAbsent() {
      assertThat(rows.byIds(mapping(Note.class, Long.class, NoteRow.class), 1L, 2L))
          .containsOnlyKeys(1L);
    }

    @Test
    void softDeletedRows_areAbsentByUniqueKeyToo() {
      assertThat(
              rows.byUnique(
                  mapping(Note.class, Long.class, NoteRow.class, long.class, "id"), 1L, 2L))
          .containsOnlyKeys(1L);
    }

    @Test
    void rowsOutsideTheRestriction_areAbsent() {
      assertThat(rows.byIds(mapping(Article.class, Long.class, ArticleRow.class), 1L, 2L))
          .containsOnlyKeys(1L);
    }
  }

  @Nested
  class Hierarchies {

    record Named(long id, String name) {}

    record DogRow(long id, String name, String tricks) {}

    record Plated(String plate) {}

    record CarRow(String plate, int doors) {}

    record Paid(int cents) {}

    record CardRow(int cents, String card) {}

    @Test
    void singleTable_rootFindsAll_subclassItsOwn() {
      assertThat(rows.byIds(mapping(Animal.class, Long.class, Named.class), 1L, 2L))
          .containsEntry(1L, new Named(1, "Rex"))
          .containsEntry(2L, new Named(2, "Tom"));
      assertThat(rows.byIds(mapping(Dog.class, Long.class, DogRow.class), 1L, 2L))
          .containsOnlyKeys(1L)
          .containsEntry(1L, new DogRow(1, "Rex", "sit"));
    }

    @Test
    void joined_rootFindsAll_subclassItsOwn() {
      assertThat(rows.byIds(mapping(Vehicle.class, Long.class, Plated.class), 1L, 2L))
          .containsEntry(1L, new Plated("A-1"))
          .containsEntry(2L, new Plated("T-2"));
      assertThat(rows.byIds(mapping(Car.class, Long.class, CarRow.class), 1L, 2L))
          .containsOnlyKeys(1L)
          .containsEntry(1L, new CarRow("A-1", 5));
    }

    @Test
    void tablePerClass_rootFindsAll_subclassItsOwn() {
      assertThat(rows.byIds(mapping(Payment.class, Long.class, Paid.class), 1L, 2L))
          .containsEntry(1L, new Paid(100))
          .containsEntry(2L, new Paid(200));
      assertThat(rows.byIds(mapping(CardPayment.class, Long.class, CardRow.class), 1L, 2L))
          .containsOnlyKeys(1L)
          .containsEntry(1L, new CardRow(100, "visa"));
    }
  }

  @Nested
  class References {

    record Gone(long id, Long noteId, Long deskId) {}

    record Elsewhere(long id, Long readerId, Long keeperId) {}

    record OtherNames(Long deskNumber, Long guardId, Long guard) {}

    record DeskOf(long id, Long deskId) {}

    @Test
    void targetThatIsGone_leavesTheForeignKey() {
      assertThat(rows.byIds(mapping(Folder.class, Long.class, Gone.class), 1L, 2L))
          .containsEntry(1L, new Gone(1, 2L, 71L))
          .containsEntry(2L, new Gone(2, null, null));
    }

    @Test
    void keyInAnotherTable_isJoinedWithoutLosingRows() {
      assertThat(rows.byIds(mapping(Folder.class, Long.class, Elsewhere.class), 1L, 2L))
          .containsEntry(1L, new Elsewhere(1, 7L, 7L))
          .containsEntry(2L, new Elsewhere(2, null, null));
    }

    @Test
    void component_mayHaveTheTargetsNameForItsIdOrNone() {
      assertThat(rows.byIds(mapping(Folder.class, Long.class, OtherNames.class), 1L))
          .containsEntry(1L, new OtherNames(71L, 1L, 1L));
    }

    @Test
    void inverseOneToOne_hasTheIdOfTheOwner() {
      assertThat(rows.byIds(mapping(Person.class, Long.class, DeskOf.class), 7L, 8L))
          .containsEntry(7L, new DeskOf(7, 70L))
          .containsEntry(8L, new DeskOf(8, null));
    }
  }
}
