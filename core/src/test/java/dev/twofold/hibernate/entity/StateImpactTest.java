package dev.twofold.hibernate.entity;

import static dev.twofold.testing.Changes.collection;
import static dev.twofold.testing.Changes.delete;
import static dev.twofold.testing.Changes.everything;
import static dev.twofold.testing.Changes.insert;
import static dev.twofold.testing.Changes.row;
import static dev.twofold.testing.Changes.tables;
import static dev.twofold.testing.Changes.update;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.hibernate.entity.Press.Label;
import dev.twofold.hibernate.entity.Press.Portrait;
import dev.twofold.hibernate.entity.Press.Remark;
import dev.twofold.hibernate.entity.Press.Story;
import dev.twofold.hibernate.entity.Press.Writer;
import dev.twofold.hibernate.entity.Zoo.Cat;
import dev.twofold.hibernate.entity.Zoo.Circle;
import dev.twofold.hibernate.entity.Zoo.Country;
import dev.twofold.hibernate.entity.Zoo.Keeper;
import dev.twofold.hibernate.entity.Zoo.Place;
import dev.twofold.hibernate.entity.Zoo.Seat;
import dev.twofold.hibernate.entity.Zoo.Ticket;
import dev.twofold.hibernate.entity.Zoo.TicketId;
import dev.twofold.hibernate.entity.Zoo.Truck;
import dev.twofold.hibernate.entity.Zoo.Vehicle;
import dev.twofold.hibernate.entity.Zoo.Visitor;
import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.testing.TestDatabase;
import dev.twofold.tier.entity.EntityLoad;
import dev.twofold.tier.entity.EntityModel;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Which states of entities and associations a write makes stale. */
@TestInstance(Lifecycle.PER_CLASS)
class StateImpactTest {

  private TestDatabase press;
  private TestDatabase zoo;
  private List<EntityLoad> loads;

  @BeforeAll
  void openDatabases() {
    press = TestDatabase.h2(Press.ALL);
    zoo = TestDatabase.h2(Zoo.ALL);
    loads = Stream.of(press, zoo).flatMap(database -> model(database).loads().stream()).toList();
  }

  private static EntityModel model(TestDatabase database) {
    return requireNonNull(
        HibernateDatabase.builder(database.sessionFactory()).entities().build().entities());
  }

  @AfterAll
  void closeDatabases() {
    press.close();
    zoo.close();
  }

  private Affected<Object> affected(String load, Change change) {
    return loads.stream()
        .filter(each -> each.name().equals(load))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there are " + loads))
        .affectedBy(change);
  }

  private static Affected<Object> keys(Object... keys) {
    return Affected.keys(Set.of(keys));
  }

  private static Affected<Object> none() {
    return Affected.none();
  }

  @Nested
  class States {

    @Test
    void anyWriteToARowOfTheHierarchy_itsId() {
      assertThat(affected("Animal", update(Cat.class, 1L, row("lives", 9), row("lives", 8))))
          .isEqualTo(keys(1L));
      assertThat(affected("Vehicle", delete(Truck.class, 1L, row()))).isEqualTo(keys(1L));
      assertThat(affected("Shape", insert(Circle.class, 1L, row()))).isEqualTo(keys(1L));
      assertThat(affected("Shape", insert(Cat.class, 1L, row()))).isEqualTo(none());
    }

    @Test
    void compositeIds_asColumns() {
      assertThat(affected("Seat", insert(Seat.class, new Place(3, 4), row())))
          .isEqualTo(keys(List.of(3, 4)));
      assertThat(affected("Ticket", insert(Ticket.class, new TicketId("Tosca", 7), row())))
          .isEqualTo(keys(List.of(7, "Tosca")));
    }

    @Test
    void tablesOfTheHierarchy_all() {
      assertThat(affected("Vehicle", tables("truck"))).isEqualTo(Affected.all());
      assertThat(affected("Visitor", tables("visitor_note"))).isEqualTo(Affected.all());
      assertThat(affected("Visitor", tables("country"))).isEqualTo(none());
      assertThat(affected("Visitor", everything())).isEqualTo(Affected.all());
    }

    @Test
    void changeOfACollection_none() {
      assertThat(affected("Story", collection(Story.class, "labels", 1L, Set.of())))
          .isEqualTo(none());
    }
  }

  @Nested
  class Collections {

    @Test
    void values_byTheCollection() {
      assertThat(affected("Story.keywords", collection(Story.class, "keywords", 1L, null)))
          .isEqualTo(keys(1L));
      assertThat(affected("Story.prices", collection(Story.class, "prices", 1L, null)))
          .isEqualTo(keys(1L));
      assertThat(affected("Story.prices", collection(Story.class, "keywords", 1L, null)))
          .isEqualTo(none());
      assertThat(affected("Story.keywords", tables("story_keyword"))).isEqualTo(Affected.all());
      assertThat(affected("Story.keywords", tables("story"))).isEqualTo(none());
    }

    @Test
    void inverseOneToMany_byTheForeignKeyOfTheElements() {
      assertThat(affected("Story.remarks", insert(Remark.class, 5L, row("story", 1L))))
          .isEqualTo(keys(1L));
      assertThat(
              affected(
                  "Story.remarks", update(Remark.class, 5L, row("story", 1L), row("story", 2L))))
          .isEqualTo(keys(1L, 2L));
      assertThat(affected("Story.remarks", update(Remark.class, 5L, null, row("story", 2L))))
          .isEqualTo(Affected.all());
    }

    @Test
    void attributeOfTheOrder_theOwner() {
      assertThat(
              affected(
                  "Story.remarks",
                  update(
                      Remark.class,
                      5L,
                      row("story", 1L, "stars", 1),
                      row("story", 1L, "stars", 2))))
          .isEqualTo(keys(1L));
      assertThat(
              affected(
                  "Story.remarks",
                  update(
                      Remark.class,
                      5L,
                      row("story", 1L, "text", "a"),
                      row("story", 1L, "text", "b"))))
          .isEqualTo(none());
    }

    @Test
    void attributeThatIsTheKeyOfAMap_theOwner() {
      assertThat(
              affected(
                  "Writer.stories",
                  update(
                      Story.class,
                      5L,
                      row("writer", 1L, "title", "a"),
                      row("writer", 1L, "title", "b"))))
          .isEqualTo(keys(1L));
      assertThat(
              affected(
                  "Writer.stories",
                  update(Story.class, 5L, row("writer", 1L, "text", "a"), row("writer", 1L))))
          .isEqualTo(none());
    }

    @Test
    void manyToMany_ownerAndElementsThatCameOrWent() {
      Change change = collection(Story.class, "labels", 1L, Set.of("a", "b"));

      assertThat(affected("Story.labels", change)).isEqualTo(keys(1L));
      assertThat(affected("Label.stories", change)).isEqualTo(keys("a", "b"));
      assertThat(affected("Label.stories", collection(Story.class, "labels", 1L, null)))
          .isEqualTo(Affected.all());
    }

    /** What is gone is left out where a collection is read. */
    @Test
    void elementDeleted_noneWhereItDoesNotTellTheOwners() {
      assertThat(affected("Story.labels", delete(Label.class, "a", row()))).isEqualTo(none());
      assertThat(affected("Story.labels", update(Label.class, "a", row("text", "x"), row())))
          .isEqualTo(none());
    }

    @Test
    void oneToManyWithoutAnAttribute_byTheCollection() {
      assertThat(affected("Truck.freight", collection(Truck.class, "freight", 3L, Set.of(1L))))
          .isEqualTo(keys(3L));
      assertThat(affected("Truck.freight", insert(Cat.class, 1L, row("mother", 2L))))
          .isEqualTo(none());
      assertThat(affected("Animal.young", insert(Cat.class, 1L, row("mother", 2L))))
          .isEqualTo(keys(2L));
    }

    @Test
    void compositeKeysAndRestrictions_asColumns() {
      assertThat(
              affected(
                  "Seat.tickets",
                  update(
                      Ticket.class,
                      new TicketId("Tosca", 7),
                      row("seat", new Place(3, 4), "price", 0),
                      row("seat", new Place(3, 4), "price", 5))))
          .isEqualTo(keys(List.of(3, 4)));
    }

    @Test
    void entityAsKeyOfAMap_byTheCollection() {
      assertThat(affected("Visitor.tips", collection(Visitor.class, "tips", 3L, null)))
          .isEqualTo(keys(3L));
      assertThat(affected("Visitor.tips", insert(Keeper.class, 1L, row()))).isEqualTo(none());
    }
  }

  @Nested
  class ToOnes {

    @Test
    void inverseOneToOne_oldAndNewOwner() {
      assertThat(affected("Writer.portrait", insert(Portrait.class, 9L, row("writer", 1L))))
          .isEqualTo(keys(1L));
      assertThat(
              affected(
                  "Writer.portrait",
                  update(Portrait.class, 9L, row("writer", 1L), row("writer", 2L))))
          .isEqualTo(keys(1L, 2L));
      assertThat(
              affected(
                  "Writer.portrait",
                  update(Portrait.class, 9L, row("writer", 1L, "url", "a"), row("writer", 1L))))
          .isEqualTo(none());
      assertThat(affected("Writer.portrait", update(Writer.class, 1L, row("name", "a"), row())))
          .isEqualTo(none());
    }

    @Test
    void uniqueKeyOfTheTarget_oldAndNewValue() {
      assertThat(
              affected(
                  "Visitor.country",
                  update(Country.class, 9L, row("code", "fr"), row("code", "de"))))
          .isEqualTo(keys("fr", "de"));
      assertThat(
              affected(
                  "Visitor.country",
                  update(Country.class, 9L, row("code", "fr", "name", "a"), row("code", "fr"))))
          .isEqualTo(none());
      assertThat(affected("Visitor.country", insert(Visitor.class, 1L, row("country", 9L))))
          .isEqualTo(none());
    }
  }

  @Test
  void anyLoad_saysNothingOfOtherEntities() {
    assertThat(
            loads.stream()
                .filter(load -> !load.affectedBy(insert(Vehicle.class, 5L, row())).equals(none()))
                .map(EntityLoad::name))
        .containsExactly("Vehicle");
  }
}
