package dev.twofold.hibernate;

import static dev.twofold.criteria.Condition.eq;
import static dev.twofold.criteria.Condition.gt;
import static dev.twofold.criteria.Condition.isNotNull;
import static dev.twofold.criteria.Order.asc;
import static dev.twofold.criteria.Order.desc;
import static dev.twofold.hibernate.RelationReads.rows;
import static dev.twofold.testing.Changes.collection;
import static dev.twofold.testing.Changes.delete;
import static dev.twofold.testing.Changes.everything;
import static dev.twofold.testing.Changes.insert;
import static dev.twofold.testing.Changes.row;
import static dev.twofold.testing.Changes.tables;
import static dev.twofold.testing.Changes.update;
import static dev.twofold.tier.relation.AggregateFunction.COUNT;
import static dev.twofold.tier.relation.AggregateFunction.SUM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.hibernate.RelationEntities.Clipping;
import dev.twofold.hibernate.RelationEntities.Cushion;
import dev.twofold.hibernate.RelationEntities.Echo;
import dev.twofold.hibernate.RelationEntities.EditedRemark;
import dev.twofold.hibernate.RelationEntities.Mood;
import dev.twofold.hibernate.RelationEntities.Remark;
import dev.twofold.hibernate.RelationEntities.Rumour;
import dev.twofold.hibernate.RelationEntities.Seat;
import dev.twofold.hibernate.RelationEntities.SeatId;
import dev.twofold.hibernate.RelationEntities.Subscription;
import dev.twofold.hibernate.RelationEntities.SubscriptionId;
import dev.twofold.hibernate.RelationEntities.Tale;
import dev.twofold.hibernate.RelationEntities.Topic;
import dev.twofold.hibernate.RelationEntities.Whisper;
import dev.twofold.hibernate.RelationReads.Rows;
import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.key.Parameter;
import dev.twofold.testing.TestDatabase;
import dev.twofold.tier.relation.AggregateMapping;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Which owners' lists and aggregates a write makes stale. */
@TestInstance(Lifecycle.PER_CLASS)
class RelationImpactTest {

  private static final Parameter<Integer> POINTS = Parameter.of("points", Integer.class);

  private TestDatabase database;
  private HibernateDatabase hibernate;

  @BeforeAll
  void openDatabase() {
    database = TestDatabase.h2(RelationEntities.all());
    hibernate = HibernateDatabase.of(database.sessionFactory());
  }

  @AfterAll
  void closeDatabase() {
    database.close();
  }

  record IdRow(long id) {}

  record SeatKey(int place, String hall) {}

  private static Rows<Long, Long, IdRow> remarks() {
    return rows(Remark.class, Long.class, IdRow.class).by("tale");
  }

  private static Rows<Long, Long, IdRow> topics() {
    return rows(Topic.class, Long.class, IdRow.class).in(Tale.class, "topics");
  }

  private <O> Affected<O> affected(Rows<O, ?, ?> relation, Change change) {
    return hibernate.relations().reader(relation.mapping()).affectedBy(change);
  }

  private <O> Affected<O> affected(AggregateMapping<O, ?> mapping, Change change) {
    return hibernate.relations().aggregateReader(mapping).affectedBy(change);
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // Set.of copies the array.
  private static <O> Affected<O> owners(O... owners) {
    return Affected.keys(Set.of(owners));
  }

  private static Affected<Long> none() {
    return Affected.none();
  }

  @Nested
  class ByForeignKey {

    @Test
    void insertAndDelete_theOwner() {
      assertThat(affected(remarks(), insert(Remark.class, 11L, row("tale", 1L))))
          .isEqualTo(owners(1L));
      assertThat(affected(remarks(), delete(Remark.class, 11L, row("tale", 1L))))
          .isEqualTo(owners(1L));
      assertThat(affected(remarks(), insert(Remark.class, 11L, row("tale", null))))
          .isEqualTo(none());
    }

    @Test
    void move_theOldAndTheNewOwner() {
      assertThat(affected(remarks(), update(Remark.class, 11L, row("tale", 1L), row("tale", 2L))))
          .isEqualTo(owners(1L, 2L));
      assertThat(affected(remarks(), update(Remark.class, 11L, row("tale", 1L), row("tale", null))))
          .isEqualTo(owners(1L));
    }

    @Test
    void updateOfSomethingElse_none() {
      Change change =
          update(
              Remark.class,
              11L,
              row("tale", 1L, "text", "a", "points", 1),
              row("tale", 1L, "text", "b", "points", 2));

      assertThat(affected(remarks(), change)).isEqualTo(none());
      assertThat(affected(remarks().limit(2), change)).isEqualTo(none());
      assertThat(affected(remarks().aggregate(COUNT, null, Long.class), change)).isEqualTo(none());
    }

    @Test
    void oldOwnerUnknown_all() {
      assertThat(affected(remarks(), update(Remark.class, 11L, null, row("tale", 1L))))
          .isEqualTo(Affected.all());
      assertThat(affected(remarks(), delete(Remark.class, 11L, null))).isEqualTo(Affected.all());
    }

    @Test
    void rowOfASubclass_theOwner() {
      assertThat(affected(remarks(), insert(EditedRemark.class, 11L, row("tale", 1L))))
          .isEqualTo(owners(1L));
    }

    @Test
    void attributeOfTheOrder_theOwner() {
      Change change =
          update(Remark.class, 11L, row("tale", 1L, "points", 1), row("tale", 1L, "points", 2));

      assertThat(affected(remarks().orderBy(desc("points")), change)).isEqualTo(owners(1L));
      assertThat(affected(remarks().orderBy(desc("points")).limit(2), change))
          .isEqualTo(owners(1L));
      assertThat(affected(remarks().orderBy(asc("written")), change)).isEqualTo(none());
    }

    @Test
    void attributeOfAnEmbeddable_theOwner() {
      Rows<Long, Long, IdRow> byForum =
          rows(Remark.class, Long.class, IdRow.class).by("origin.forum");
      Change moved = update(Remark.class, 11L, row("origin.forum", 1L), row("origin.forum", 2L));

      assertThat(affected(byForum, moved)).isEqualTo(owners(1L, 2L));
      assertThat(
              affected(
                  remarks().orderBy(asc("origin.country")),
                  update(
                      Remark.class,
                      11L,
                      row("tale", 1L, "origin.country", 1),
                      row("tale", 1L, "origin.country", 2))))
          .isEqualTo(owners(1L));
    }

    @Test
    void wholeTree_theRowAbove() {
      Rows<Long, Long, IdRow> replies =
          rows(Remark.class, Long.class, IdRow.class).by("above").of(Remark.class).wholeTree();

      assertThat(affected(replies, insert(Remark.class, 13L, row("above", 12L))))
          .isEqualTo(owners(12L));
    }

    @Test
    void valueThatIsNoAssociation_theValue() {
      assertThat(
              affected(
                  rows(Clipping.class, Long.class, IdRow.class).by("taleNumber"),
                  insert(Clipping.class, 1L, row("taleNumber", 7L))))
          .isEqualTo(owners(7L));
    }

    @Test
    void partOfTheId_itsValue() {
      SubscriptionId id = new SubscriptionId();
      id.topic = 4L;
      id.reader = 5;
      Rows<Long, ?, ?> byTopic =
          rows(Subscription.class, SubscriptionId.class, LevelRow.class).by("topic");

      assertThat(affected(byTopic, insert(Subscription.class, id, row("level", 1))))
          .isEqualTo(owners(4L));
      assertThat(
              affected(byTopic, update(Subscription.class, id, row("level", 1), row("level", 2))))
          .isEqualTo(none());
      assertThat(affected(byTopic, update(Subscription.class, id, null, row("level", 2))))
          .isEqualTo(owners(4L));
    }

    @Test
    void compositeForeignKey_asTheLoaderHasIt() {
      SeatId front = Seat.of("A", 1, null).id;
      Rows<SeatId, ?, ?> behind =
          rows(Seat.class, SeatId.class, ColourRow.class).by("ahead").keyed(SeatId.class);
      Change change = insert(Seat.class, Seat.of("A", 2, null).id, row("ahead", front));

      assertThat(affected(behind, change)).isEqualTo(owners(front));
      assertThat(affected(behind.keyed(SeatKey.class), change))
          .isEqualTo(owners(new SeatKey(1, "A")));
      assertThat(
              affected(
                  rows(Cushion.class, Long.class, IdRow.class).by("seat").keyed(SeatKey.class),
                  delete(Cushion.class, 1L, row("seat", front))))
          .isEqualTo(owners(new SeatKey(1, "A")));
    }
  }

  record LevelRow(int level) {}

  record ColourRow(SeatId id) {}

  @Nested
  class Conditions {

    private final Rows<Long, Long, IdRow> praised = remarks().where(gt("points", 10));

    @Test
    void rowThatNeverCounts_none() {
      assertThat(affected(praised, insert(Remark.class, 1L, row("tale", 1L, "points", 10))))
          .isEqualTo(none());
      assertThat(affected(praised, delete(Remark.class, 1L, row("tale", 1L, "points", 10))))
          .isEqualTo(none());
      assertThat(
              affected(
                  praised,
                  update(
                      Remark.class,
                      1L,
                      row("tale", 1L, "points", 1),
                      row("tale", 2L, "points", 2))))
          .isEqualTo(none());
    }

    @Test
    void rowThatComesOrGoes_theOwnerWhoHasIt() {
      assertThat(
              affected(
                  praised,
                  update(
                      Remark.class,
                      1L,
                      row("tale", 1L, "points", 1),
                      row("tale", 1L, "points", 11))))
          .isEqualTo(owners(1L));
      assertThat(
              affected(
                  praised,
                  update(
                      Remark.class,
                      1L,
                      row("tale", 1L, "points", 1),
                      row("tale", 2L, "points", 11))))
          .isEqualTo(owners(2L));
      assertThat(
              affected(
                  praised,
                  update(
                      Remark.class,
                      1L,
                      row("tale", 1L, "points", 11),
                      row("tale", 2L, "points", 1))))
          .isEqualTo(owners(1L));
    }

    @Test
    void enumsAndNulls_areCompared() {
      Rows<Long, Long, IdRow> cross = remarks().where(eq("mood", Mood.CROSS));
      Rows<Long, Long, IdRow> moody = remarks().where(isNotNull("mood"));

      assertThat(affected(cross, insert(Remark.class, 1L, row("tale", 1L, "mood", Mood.CALM))))
          .isEqualTo(none());
      assertThat(affected(cross, insert(Remark.class, 1L, row("tale", 1L, "mood", Mood.CROSS))))
          .isEqualTo(owners(1L));
      assertThat(affected(moody, insert(Remark.class, 1L, row("tale", 1L, "mood", null))))
          .isEqualTo(none());
    }

    /** The database may call texts equal that are not. */
    @Test
    void texts_areNotCompared() {
      assertThat(
              affected(
                  remarks().where(eq("text", "a")),
                  insert(Remark.class, 1L, row("tale", 1L, "text", "A"))))
          .isEqualTo(owners(1L));
    }

    @Test
    void valueOfAParameter_isNotKnown() {
      Rows<Long, Long, IdRow> some = remarks().where(eq("points", POINTS));

      assertThat(affected(some, insert(Remark.class, 1L, row("tale", 1L, "points", 3))))
          .isEqualTo(owners(1L));
      assertThat(
              affected(
                  some,
                  update(
                      Remark.class,
                      1L,
                      row("tale", 1L, "points", 1),
                      row("tale", 1L, "points", 2))))
          .isEqualTo(owners(1L));
    }

    @Test
    void restrictionOfTheMapping_isACondition() {
      Rows<Long, Long, IdRow> echoes = rows(Echo.class, Long.class, IdRow.class).by("whisper");

      assertThat(
              affected(
                  echoes,
                  update(Echo.class, 1L, row("whisper", 1L, "loud", true), row("whisper", 1L))))
          .isEqualTo(owners(1L));
    }

    @Test
    void restrictionOfACollection_isACondition() {
      Rows<Long, Long, IdRow> mapped =
          rows(Remark.class, Long.class, IdRow.class).in(Tale.class, "praised");

      assertThat(
              affected(
                  mapped,
                  update(
                      Remark.class,
                      1L,
                      row("tale", 1L, "points", 1),
                      row("tale", 1L, "points", 11))))
          .isEqualTo(owners(1L));
      assertThat(
              affected(
                  mapped,
                  update(
                      Remark.class,
                      1L,
                      row("tale", 1L, "text", "a"),
                      row("tale", 1L, "text", "b"))))
          .isEqualTo(none());
    }
  }

  @Nested
  class ByCollection {

    @Test
    void inverseOneToMany_byTheForeignKeyOfTheRows() {
      Rows<Long, Long, IdRow> mapped =
          rows(Remark.class, Long.class, IdRow.class).in(Tale.class, "remarks");

      assertThat(affected(mapped, insert(Remark.class, 1L, row("tale", 1L)))).isEqualTo(owners(1L));
      assertThat(affected(mapped, update(Remark.class, 1L, row("tale", 1L), row("tale", 2L))))
          .isEqualTo(owners(1L, 2L));
      assertThat(
              affected(
                  mapped,
                  update(
                      Remark.class,
                      1L,
                      row("tale", 1L, "points", 1),
                      row("tale", 1L, "points", 2))))
          .isEqualTo(owners(1L));
      assertThat(
              affected(
                  mapped,
                  update(
                      Remark.class,
                      1L,
                      row("tale", 1L, "text", "a"),
                      row("tale", 1L, "text", "b"))))
          .isEqualTo(none());
    }

    @Test
    void changeOfTheCollection_theOwner() {
      assertThat(affected(topics(), collection(Tale.class, "topics", 1L, Set.of(7L))))
          .isEqualTo(owners(1L));
      assertThat(affected(topics(), collection(Tale.class, "recalled", 1L, Set.of(7L))))
          .isEqualTo(none());
    }

    @Test
    void otherSide_theElementsThatCameOrWent() {
      Rows<Long, Long, IdRow> tales =
          rows(Tale.class, Long.class, IdRow.class).in(Topic.class, "tales");

      assertThat(affected(tales, collection(Tale.class, "topics", 1L, Set.of(7L, 8L))))
          .isEqualTo(owners(7L, 8L));
      assertThat(affected(tales, collection(Tale.class, "topics", 1L, null)))
          .isEqualTo(Affected.all());
    }

    /** {@code laterTopics} has the join table of {@code topics}. */
    @Test
    void otherCollectionOfTheJoinTable_theOwner() {
      Rows<Long, Long, IdRow> later =
          rows(Topic.class, Long.class, IdRow.class).in(Tale.class, "laterTopics");

      assertThat(affected(later, collection(Tale.class, "topics", 1L, Set.of(7L))))
          .isEqualTo(owners(1L));
    }

    @Test
    void attributeOfTheOrder_all() {
      assertThat(affected(topics(), update(Topic.class, 1L, row("name", "a"), row("name", "b"))))
          .isEqualTo(Affected.all());
      assertThat(
              affected(
                  topics().orderBy(asc("id")),
                  update(Topic.class, 1L, row("name", "a"), row("name", "b"))))
          .isEqualTo(none());
      assertThat(affected(topics(), insert(Topic.class, 1L, row("name", "a")))).isEqualTo(none());
    }

    @Test
    void ownerDeleted_itsList() {
      assertThat(affected(topics(), delete(Tale.class, 1L, row()))).isEqualTo(owners(1L));
      assertThat(affected(topics(), insert(Tale.class, 1L, row()))).isEqualTo(none());
    }

    /** Lists leave out what is gone, and the database refuses to delete what is linked. */
    @Test
    void linkedRowDeleted_onlyWhatCountsIt() {
      assertThat(affected(topics(), delete(Topic.class, 1L, row("name", "a")))).isEqualTo(none());
      assertThat(affected(topics().limit(1), delete(Topic.class, 1L, row("name", "a"))))
          .isEqualTo(none());
      Rows<Long, Long, IdRow> overheard =
          rows(Whisper.class, Long.class, IdRow.class).in(Tale.class, "overheard");
      assertThat(affected(overheard, delete(Whisper.class, 1L, row()))).isEqualTo(none());
      assertThat(affected(overheard.limit(1), delete(Whisper.class, 1L, row())))
          .isEqualTo(Affected.all());
      assertThat(
              affected(
                  overheard.aggregate(COUNT, null, Long.class), delete(Whisper.class, 1L, row())))
          .isEqualTo(Affected.all());
    }

    @Test
    void positionInAList_theOwner() {
      Rows<Long, Long, IdRow> whispers =
          rows(Whisper.class, Long.class, IdRow.class).in(Rumour.class, "whispers");

      assertThat(affected(whispers, collection(Rumour.class, "whispers", 3L, Set.of())))
          .isEqualTo(owners(3L));
    }
  }

  @Nested
  class Aggregates {

    @Test
    void attributeOfTheSum_theOwner() {
      AggregateMapping<Long, Long> sum = remarks().aggregate(SUM, "points", Long.class);

      assertThat(
              affected(
                  sum,
                  update(
                      Remark.class,
                      1L,
                      row("tale", 1L, "points", 1),
                      row("tale", 1L, "points", 2))))
          .isEqualTo(owners(1L));
      assertThat(
              affected(
                  sum,
                  update(
                      Remark.class,
                      1L,
                      row("tale", 1L, "text", "a"),
                      row("tale", 1L, "text", "b"))))
          .isEqualTo(none());
    }

    @Test
    void order_doesNotMatter() {
      assertThat(
              affected(
                  rows(Remark.class, Long.class, IdRow.class)
                      .in(Tale.class, "remarks")
                      .aggregate(COUNT, null, Long.class),
                  update(
                      Remark.class,
                      1L,
                      row("tale", 1L, "points", 1),
                      row("tale", 1L, "points", 2))))
          .isEqualTo(none());
    }
  }

  @Nested
  class Tables {

    @Test
    void tableOfTheRowsTheOwnersOrTheLinks_all() {
      assertThat(affected(topics(), tables("topic"))).isEqualTo(Affected.all());
      assertThat(affected(topics(), tables("tale"))).isEqualTo(Affected.all());
      assertThat(affected(topics(), tables("tale_topic"))).isEqualTo(Affected.all());
      assertThat(affected(topics(), everything())).isEqualTo(Affected.all());
      assertThat(affected(remarks(), tables("remark"))).isEqualTo(Affected.all());
    }

    @Test
    void otherTable_none() {
      assertThat(affected(topics(), tables("tale_pinned", "remark"))).isEqualTo(none());
      assertThat(affected(remarks(), tables("tale"))).isEqualTo(none());
    }
  }
}
