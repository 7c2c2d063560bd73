package dev.twofold.hibernate;

import static dev.twofold.criteria.Condition.eq;
import static dev.twofold.criteria.Condition.gt;
import static dev.twofold.criteria.Condition.in;
import static dev.twofold.criteria.Order.asc;
import static dev.twofold.criteria.Order.desc;
import static dev.twofold.hibernate.RelationReads.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.ConfigurationException;
import dev.twofold.hibernate.RelatedRowsContract.IdRow;
import dev.twofold.hibernate.RelationEntities.EditedRemark;
import dev.twofold.hibernate.RelationEntities.Remark;
import dev.twofold.hibernate.RelationEntities.Seat;
import dev.twofold.hibernate.RelationEntities.SeatId;
import dev.twofold.hibernate.RelationEntities.Tale;
import dev.twofold.hibernate.RelationEntities.Topic;
import dev.twofold.hibernate.RelationReads.Rows;
import dev.twofold.key.Parameter;
import dev.twofold.testing.TestDatabase;
import dev.twofold.tier.relation.AggregateFunction;
import dev.twofold.tier.relation.AggregateMapping;
import dev.twofold.tier.relation.Link;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Relations and mappings that do not fit are refused at start, in words that say what to do. */
class RelationRefusalsTest {

  @Entity(name = "Letter")
  @FilterDef(name = "open")
  static class Letter {
    @Id long id;
    @Lob String body;
    @ManyToOne Tale tale;

    @ManyToMany
    @Filter(name = "open", condition = "id > 0")
    Set<Topic> topics;
  }

  @Entity(name = "Stamp")
  @Filter(name = "open", condition = "id > 0")
  static class Stamp {
    @Id long id;
    @ManyToOne Letter letter;
  }

  @Entity(name = "Courier")
  static class Courier {
    @Id long id;

    @Column(unique = true)
    String badge;
  }

  @Entity(name = "Parcel")
  static class Parcel {
    @Id long id;
    @ManyToOne Tale tale;

    @ManyToOne
    @JoinColumn(name = "badge", referencedColumnName = "badge")
    Courier courier;

    @Column(name = "badge", insertable = false, updatable = false)
    String badge;
  }

  private static TestDatabase database;

  @BeforeAll
  static void openDatabase() {
    database =
        TestDatabase.h2(
            Stream.concat(
                    Stream.of(RelationEntities.all()),
                    Stream.of(Letter.class, Stamp.class, Courier.class, Parcel.class))
                .toArray(Class<?>[]::new));
  }

  @AfterAll
  static void closeDatabase() {
    database.close();
  }

  private static final Rows<Long, Long, IdRow> REMARKS =
      rows(Remark.class, Long.class, IdRow.class).by("tale");
  private static final Rows<Long, Long, IdRow> TOPICS =
      rows(Topic.class, Long.class, IdRow.class).by("id");

  private static HibernateDatabase hibernate() {
    return HibernateDatabase.of(database.sessionFactory());
  }

  private static void assertRefused(Rows<?, ?, ?> relation, String message) {
    database.reset();
    assertThatThrownBy(() -> hibernate().relations().reader(relation.mapping()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
    assertThat(database.connectionsTaken()).isZero();
  }

  private static void assertPagesRefused(Rows<?, ?, ?> relation, String message) {
    assertThatThrownBy(() -> hibernate().relations().pageReader(relation.mapping()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }

  private static void assertRefused(AggregateMapping<?, ?> mapping, String message) {
    assertThatThrownBy(() -> hibernate().relations().aggregateReader(mapping))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }

  @Nested
  class ForeignKeys {

    @Test
    void unknownAttribute_namesThoseThatExist() {
      assertRefused(
          TOPICS.by("tale"),
          "relation Test.ROWS: 'tale' is no attribute of Topic, which has id, name");
      assertRefused(
          REMARKS.by("origin.town"),
          "relation Test.ROWS: 'origin.town' is no attribute of Remark, which has id, aboveId,"
              + " mood, origin, points, taleId, text, written");
    }

    @Test
    void collectionOfTheRows_namesNoOwner() {
      assertRefused(
          TOPICS.by("tales"),
          "relation Test.ROWS: attribute 'tales' of Topic is a collection, which names no owner;"
              + " link the rows by an attribute that does, or by a collection of the owner");
    }

    @Test
    void keyOfAnotherType_isNamedWithBoth() {
      assertRefused(
          REMARKS.keyed(String.class),
          "relation Test.ROWS: the key of the owners is a java.lang.String, but attribute 'tale' is"
              + " a java.lang.Long");
    }

    @Test
    void referenceToAnotherEntity_isNamedWithBoth() {
      assertRefused(
          REMARKS.of(Topic.class),
          "relation Test.ROWS: attribute 'tale' of Remark refers to Tale, but the owners are"
              + " Topic");
    }

    @Test
    void subAndSuperclassesOfTheOwner_areAllowed() {
      assertThat(
              hibernate()
                  .relations()
                  .reader(REMARKS.by("above").of(EditedRemark.class).mapping())
                  .ownerColumns())
          .isEqualTo(1);
    }

    @Test
    void ownerThatIsNoEntity_isNamed() {
      assertRefused(
          REMARKS.of(List.class),
          "relation Test.ROWS: java.util.List is not a mapped entity of database 'default'");
    }

    @Test
    void rowsThatAreNoEntity_areNamed() {
      assertRefused(
          rows(List.class, Long.class, IdRow.class).by("tale"),
          "loader TestLoader: java.util.List is not a mapped entity of database 'default'");
    }
  }

  @Nested
  class Collections {

    @Test
    void ownerThatIsNotKnown_isAskedFor() {
      assertRefused(
          new Rows<>(
              TOPICS.rows(),
              null,
              Long.class,
              new Link.Collection("topics"),
              List.of(),
              List.of(),
              0,
              false),
          "relation Test.ROWS: collection 'topics' is one of the owners' entity, which is not"
              + " known; name it, or link the rows by their foreign key");
    }

    @Test
    void unknownCollection_namesThoseThatExist() {
      String message =
          "relation Test.ROWS: '%s' is no collection of Tale, which has byLength, laterTopics,"
              + " overheard, pinned, praised, recalled, remarks, topics, whispers";
      assertRefused(TOPICS.in(Tale.class, "topic"), message.formatted("topic"));
      assertRefused(TOPICS.in(Tale.class, "id"), message.formatted("id"));
    }

    @Test
    void otherElements_areNamedWithBoth() {
      assertRefused(
          TOPICS.in(Tale.class, "remarks"),
          "relation Test.ROWS: the elements of Tale.remarks are Remark, but loader TestLoader reads"
              + " Topic");
    }

    @Test
    void valuesAndMaps_areRefused() {
      assertRefused(
          TOPICS.in(Tale.class, "words"),
          "relation Test.ROWS: the elements of Tale.words are no entities and have no rows of their"
              + " own; use a BatchLoader");
      assertRefused(
          REMARKS.in(Tale.class, "byText"),
          "relation Test.ROWS: Tale.byText is a map, whose keys a list of rows would lose; use a"
              + " ListLoader");
    }

    @Test
    void keyOfAnotherType_isNamedWithBoth() {
      assertRefused(
          TOPICS.in(Tale.class, "topics").keyed(Integer.class),
          "relation Test.ROWS: the key of the owners is a java.lang.Integer, but attribute 'id' is"
              + " a java.lang.Long");
    }

    @Test
    void orderInSql_isRefusedUntilTheRelationNamesOne() {
      assertRefused(
          REMARKS.in(Tale.class, "byLength"),
          "relation Test.ROWS: collection 'byLength' has an order that is not made of attributes"
              + " alone; name the order of the relation");
      assertThat(
              hibernate()
                  .relations()
                  .reader(REMARKS.in(Tale.class, "byLength").orderBy(asc("text")).mapping())
                  .ownerColumns())
          .isEqualTo(1);
    }

    @Test
    void sessionFilters_areNamed() {
      assertRefused(
          TOPICS.in(Letter.class, "topics"),
          "relation Test.ROWS: Letter.topics has session filters (open), which a cached row cannot"
              + " follow; read it with a BatchLoader that takes the filter's values as parameters");
      assertRefused(
          rows(Stamp.class, Long.class, IdRow.class).by("letter"),
          "loader TestLoader: Stamp has session filters (open), which a cached row cannot follow;"
              + " read it with a BatchLoader that takes the filter's values as parameters");
    }
  }

  @Nested
  class ConditionsAndOrder {

    @Test
    void valueOfAnotherType_isNamedWithBoth() {
      assertRefused(
          REMARKS.where(eq("points", 5L)),
          "relation Test.ROWS: the value of the condition on 'points' is a java.lang.Long, but"
              + " attribute 'points' is a java.lang.Integer");
      assertRefused(
          REMARKS.where(in("text", "a", 1)),
          "relation Test.ROWS: the value of the condition on 'text' is a java.lang.Integer, but"
              + " attribute 'text' is a java.lang.String");
      assertRefused(
          REMARKS.where(eq("tale", Parameter.of("viewer", String.class))),
          "relation Test.ROWS: parameter 'viewer' of the condition on 'tale' is a java.lang.String,"
              + " but attribute 'tale' is a java.lang.Long");
    }

    @Test
    void unknownAttributes_areNamed() {
      assertRefused(
          TOPICS.where(eq("titel", "x")),
          "relation Test.ROWS: 'titel' is no attribute of Topic, which has id, name");
      assertRefused(
          TOPICS.orderBy(desc("titel")),
          "relation Test.ROWS: 'titel' is no attribute of Topic, which has id, name");
    }

    @Test
    void attributeOfSeveralColumns_isNeitherComparedNorOrdered() {
      assertRefused(
          REMARKS.orderBy(asc("origin")),
          "relation Test.ROWS: attribute 'origin' of Remark has not exactly one column, so that it"
              + " can neither be compared nor ordered; name an attribute in it, as in"
              + " 'origin.<attribute>'");
    }

    @Test
    void referenceByAnotherColumnThanTheId_isNeitherComparedNorOrdered() {
      Rows<Long, Long, IdRow> parcels = rows(Parcel.class, Long.class, IdRow.class).by("tale");
      String reason =
          "relation Test.ROWS: attribute 'courier' of Parcel has not exactly one column that holds"
              + " a value or an id, so that it can neither be compared nor ordered; where the table"
              + " has columns for it, map the one that is meant as an attribute of its own, too"
              + " (insertable = false, updatable = false), and name that";
      assertRefused(parcels.where(eq("courier", 1L)), reason);
      assertRefused(parcels.orderBy(asc("courier")), reason);
    }

    @Test
    void columnOfSuchAReference_mappedAsAnAttribute_isComparedAndOrdered() {
      Rows<Long, Long, IdRow> parcels = rows(Parcel.class, Long.class, IdRow.class).by("tale");
      Rows<Long, Long, IdRow> marked = parcels.where(eq("badge", "B7")).orderBy(asc("badge"));

      assertThatCode(() -> hibernate().relations().reader(marked.mapping()))
          .doesNotThrowAnyException();
    }

    @Test
    void whatHasNoOrder_isNamed() {
      Rows<Long, Long, IdRow> letters = rows(Letter.class, Long.class, IdRow.class).by("tale");
      assertRefused(
          letters.orderBy(asc("body")),
          "relation Test.ROWS: attribute 'body' of Letter is a java.lang.String, which has no"
              + " order");
      assertRefused(
          letters.where(gt("body", "x")),
          "relation Test.ROWS: attribute 'body' of Letter is a java.lang.String, which has no"
              + " order");
      assertRefused(
          letters.where(eq("body", "x")),
          "relation Test.ROWS: attribute 'body' of Letter is a large object, which cannot be"
              + " compared");
    }
  }

  @Nested
  class Trees {

    @Test
    void limit_isRefused() {
      assertRefused(
          REMARKS.by("above").limit(5).wholeTree(),
          "relation Test.ROWS: a whole tree has no limit for each owner, but 5 was set; remove one"
              + " of them");
    }

    @Test
    void collection_isRefused() {
      assertRefused(
          REMARKS.in(Tale.class, "remarks").wholeTree(),
          "relation Test.ROWS: a whole tree needs rows that name the row above them, but they are"
              + " linked by collection 'remarks'; link them by a to-one attribute");
    }

    @Test
    void rowsOfAnotherKind_areRefused() {
      assertRefused(
          REMARKS.wholeTree(),
          "relation Test.ROWS: attribute 'tale' of Remark refers to Tale, but the owners of a whole"
              + " tree are rows of the same kind");
      assertRefused(
          REMARKS.keyed(Integer.class).by("origin.country").wholeTree(),
          "relation Test.ROWS: the owners of a whole tree are rows of the same kind, but their keys"
              + " are java.lang.Integer, and those of the rows java.lang.Long");
    }

    @Test
    void compositeIds_areRefusedByH2() {
      record SeatRow(int place) {}
      assertRefused(
          rows(Seat.class, SeatId.class, SeatRow.class).keyed(SeatId.class).by("ahead").wholeTree(),
          "relation Test.ROWS: a whole tree of rows with an id of 2 columns takes a recursive query"
              + " that ends at cycles by itself, which H2Dialect has not; read it level by level,"
              + " as a relation of each row to the rows below it");
    }
  }

  @Nested
  class Pages {

    record NoId(int points) {}

    record Dated(long id, String text) {}

    @Test
    void orderThatIsNoComponent_isNamed() {
      assertPagesRefused(
          REMARKS.orderBy(desc("points")),
          "relation Test.ROWS: pages are ordered by attribute 'points', which is no component of"
              + " IdRow, so that a row does not tell where the next page starts; it has id");
      assertPagesRefused(
          rows(Remark.class, Long.class, NoId.class).by("tale"),
          "relation Test.ROWS: pages are ordered by the id, which is no component of NoId, so that"
              + " a row does not tell where the next page starts; it has points");
      assertPagesRefused(
          REMARKS.in(Tale.class, "pinned"),
          "relation Test.ROWS: pages are ordered by the position in the list, which is no component"
              + " of IdRow, so that a row does not tell where the next page starts; it has id");
    }

    @Test
    void orderThatCanBeNull_isNamed() {
      assertPagesRefused(
          rows(Remark.class, Long.class, Dated.class).by("tale").orderBy(asc("text")),
          "relation Test.ROWS: attribute 'text' of the order can be null in Remark, and no page"
              + " starts behind null; map it as not nullable, or order pages by another attribute");
    }
  }

  @Nested
  class Aggregates {

    @Test
    void resultOfAnotherType_isNamedWithBoth() {
      assertRefused(
          REMARKS.aggregate(AggregateFunction.COUNT, null, Integer.class),
          "relation Test.NUMBER: COUNT is a java.lang.Long, but the relation has results of"
              + " java.lang.Integer");
      assertRefused(
          REMARKS.aggregate(AggregateFunction.SUM, "points", Integer.class),
          "relation Test.NUMBER: SUM is a java.lang.Long, but the relation has results of"
              + " java.lang.Integer");
      assertRefused(
          REMARKS.aggregate(AggregateFunction.MAXIMUM, "written", Long.class),
          "relation Test.NUMBER: MAXIMUM is a java.time.LocalDate, but the relation has results of"
              + " java.lang.Long");
    }

    @Test
    void attributes_areNeededOrRefused() {
      assertRefused(
          REMARKS.aggregate(AggregateFunction.SUM, null, Long.class),
          "relation Test.NUMBER: SUM is computed of an attribute; name it");
      assertRefused(
          REMARKS.aggregate(AggregateFunction.EXISTS, "text", Boolean.class),
          "relation Test.NUMBER: EXISTS is computed of rows, not of attribute 'text'; restrict the"
              + " rows by a condition");
      assertRefused(
          REMARKS.aggregate(AggregateFunction.AVERAGE, "text", Double.class),
          "relation Test.NUMBER: attribute 'text' of Remark is a java.lang.String, which is no"
              + " number");
    }
  }
}
