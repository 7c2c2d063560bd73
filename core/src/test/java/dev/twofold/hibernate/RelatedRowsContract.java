package dev.twofold.hibernate;

import static dev.twofold.criteria.Condition.eq;
import static dev.twofold.criteria.Condition.ge;
import static dev.twofold.criteria.Condition.gt;
import static dev.twofold.criteria.Condition.in;
import static dev.twofold.criteria.Condition.isNotNull;
import static dev.twofold.criteria.Condition.isNull;
import static dev.twofold.criteria.Condition.le;
import static dev.twofold.criteria.Condition.lt;
import static dev.twofold.criteria.Condition.ne;
import static dev.twofold.criteria.Order.asc;
import static dev.twofold.criteria.Order.desc;
import static dev.twofold.hibernate.RelationReads.rows;
import static dev.twofold.tier.relation.AggregateFunction.COUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.criteria.Condition;
import dev.twofold.hibernate.RelationEntities.Clipping;
import dev.twofold.hibernate.RelationEntities.Cushion;
import dev.twofold.hibernate.RelationEntities.Echo;
import dev.twofold.hibernate.RelationEntities.Mood;
import dev.twofold.hibernate.RelationEntities.Remark;
import dev.twofold.hibernate.RelationEntities.Rumour;
import dev.twofold.hibernate.RelationEntities.Seat;
import dev.twofold.hibernate.RelationEntities.SeatId;
import dev.twofold.hibernate.RelationEntities.Subscription;
import dev.twofold.hibernate.RelationEntities.Tale;
import dev.twofold.hibernate.RelationEntities.Topic;
import dev.twofold.hibernate.RelationEntities.Whisper;
import dev.twofold.hibernate.RelationReads.Rows;
import dev.twofold.key.Parameter;
import dev.twofold.key.ParameterValues;
import dev.twofold.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Reading the rows of owners: links of every kind, order, conditions, limits. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class RelatedRowsContract {

  RelationReads reads;

  abstract TestDatabase open(Class<?>... entities);

  @BeforeAll
  void openDatabase() {
    reads = RelationData.open(open(RelationEntities.all()));
  }

  @AfterAll
  void closeDatabase() {
    reads.close();
  }

  record IdRow(long id) {}

  private static Rows<Long, Long, IdRow> remarks() {
    return rows(Remark.class, Long.class, IdRow.class).by("tale");
  }

  private static Rows<Long, Long, IdRow> topics() {
    return rows(Topic.class, Long.class, IdRow.class);
  }

  private <O> Map<O, List<IdRow>> read(Rows<O, Long, IdRow> relation, O owner) {
    return reads.read(relation, ParameterValues.none(), List.of(owner));
  }

  static List<IdRow> ids(long... ids) {
    return LongStream.of(ids).mapToObj(IdRow::new).toList();
  }

  @Nested
  class ForeignKeys {

    record RemarkRow(long id, Long taleId, Mood mood) {}

    @Test
    void rows_comeToTheirOwnersInOrderOfIds() {
      assertThat(reads.read(remarks(), 2L, 1L, 3L, 99L))
          .containsOnly(Map.entry(1L, ids(11, 12, 13, 14)), Map.entry(2L, ids(21, 22)));
      assertThat(reads.statement()).doesNotContainIgnoringCase("join");
    }

    @Test
    void rowsAreRecords_ofSubclassesToo() {
      Rows<Long, Long, RemarkRow> relation =
          rows(Remark.class, Long.class, RemarkRow.class).by("tale").orderBy(desc("id"));
      assertThat(reads.read(relation, 1L).get(1L))
          .startsWith(new RemarkRow(14, 1L, null), new RemarkRow(13, 1L, Mood.CALM))
          .hasSize(4);
    }

    @Test
    void nameOfTheComponent_standsForTheAssociation() {
      assertThat(read(remarks().by("taleId"), 2L)).containsEntry(2L, ids(21, 22));
    }

    @Test
    void pathIntoAnEmbeddable_mayBeAttributeOrAssociation() {
      assertThat(read(remarks().by("origin.forum").of(Topic.class), 3L))
          .containsOnly(Map.entry(3L, ids(12)));
      assertThat(read(remarks().keyed(Integer.class).by("origin.country"), 44))
          .containsOnly(Map.entry(44, ids(12)));
      assertThat(reads.statement()).doesNotContainIgnoringCase("join");
    }

    @Test
    void basicAttribute_needsNoAssociation() {
      Clipping clipping = new Clipping();
      clipping.id = 1;
      clipping.taleNumber = 2;
      reads.persist(clipping);
      assertThat(read(rows(Clipping.class, Long.class, IdRow.class).by("taleNumber"), 2L))
          .containsOnly(Map.entry(2L, ids(1)));
    }

    @Test
    void deletedAndRestrictedRows_areLeftOut() {
      reads
          .database()
          .sessionFactory()
          .inTransaction(
              session -> {
                Whisper whisper = new Whisper();
                whisper.id = 3;
                session.persist(whisper);
                for (long id = 1; id <= 2; id++) {
                  Echo echo = new Echo();
                  echo.id = id;
                  echo.loud = id == 1;
                  echo.whisper = whisper;
                  session.persist(echo);
                }
                session.flush();
                session.createMutationQuery("delete from Whisper where id = 3").executeUpdate();
              });
      assertThat(read(rows(Whisper.class, Long.class, IdRow.class).by("tale"), 1L))
          .containsEntry(1L, ids(1));
      // The owner is gone, but its rows are there and nobody asked for it.
      assertThat(read(rows(Echo.class, Long.class, IdRow.class).by("whisper"), 3L))
          .containsEntry(3L, ids(1));
      assertThat(reads.statement()).doesNotContainIgnoringCase("join");
      assertThat(read(rows(Echo.class, Long.class, IdRow.class).by("whisper").limit(1), 3L))
          .containsEntry(3L, ids(1));
    }
  }

  @Nested
  class CompositeKeys {

    record SeatKey(int place, String hall) {}

    record SubscriptionKey(long topic, long reader) {}

    record SubscriptionRow(long reader, long topicId, int level) {}

    @Test
    void foreignKeyOfSeveralColumns_findsNoOtherCombination() {
      Seat front = Seat.of("a", 1, null);
      Seat second = Seat.of("a", 2, front);
      Seat other = Seat.of("b", 2, null);
      reads.persist(front, second, other, cushion(1, second), cushion(2, other), cushion(3, null));
      Rows<Long, Long, IdRow> cushions = rows(Cushion.class, Long.class, IdRow.class).by("seat");
      assertThat(
              reads.read(
                  cushions.keyed(SeatKey.class).of(Seat.class),
                  new SeatKey(2, "a"),
                  new SeatKey(1, "b")))
          .containsOnly(Map.entry(new SeatKey(2, "a"), ids(1)));
      assertThat(reads.statement()).doesNotContainIgnoringCase("join");
      assertThat(read(cushions.keyed(SeatId.class).limit(1), other.id))
          .containsOnly(Map.entry(other.id, ids(2)));
      assertThat(
              reads
                  .hibernate()
                  .relations()
                  .reader(cushions.keyed(SeatId.class).mapping())
                  .ownerColumns())
          .isEqualTo(2);
    }

    private Cushion cushion(long id, Seat seat) {
      Cushion cushion = new Cushion();
      cushion.id = id;
      cushion.seat = seat;
      return cushion;
    }

    @Test
    void joinEntity_isReadFromBothSides() {
      reads
          .database()
          .sessionFactory()
          .inTransaction(
              session -> {
                for (long topic = 1; topic <= 2; topic++) {
                  Subscription subscription = new Subscription();
                  subscription.topic = session.getReference(Topic.class, topic);
                  subscription.reader = 7;
                  subscription.level = (int) topic * 10;
                  session.persist(subscription);
                }
              });
      Rows<Long, SubscriptionKey, SubscriptionRow> subscriptions =
          rows(Subscription.class, SubscriptionKey.class, SubscriptionRow.class);
      assertThat(reads.read(subscriptions.by("topic").of(Topic.class), 2L))
          .containsOnly(Map.entry(2L, List.of(new SubscriptionRow(7, 2, 20))));
      assertThat(reads.read(subscriptions.by("reader").orderBy(desc("level")), 7L))
          .containsOnly(
              Map.entry(7L, List.of(new SubscriptionRow(7, 2, 20), new SubscriptionRow(7, 1, 10))));
      assertThat(reads.read(subscriptions.by("reader").limit(1), 7L))
          .containsOnly(Map.entry(7L, List.of(new SubscriptionRow(7, 1, 10))));
    }
  }

  @Nested
  class Collections {

    @Test
    void oneToMany_isInTheOrderOfTheMapping() {
      assertThat(reads.read(remarks().in(Tale.class, "remarks"), 1L, 2L))
          .containsOnly(Map.entry(1L, ids(13, 12, 11, 14)), Map.entry(2L, ids(22, 21)));
    }

    @Test
    void namedOrder_winsOverTheMapping() {
      assertThat(read(remarks().in(Tale.class, "remarks").orderBy(desc("id")), 1L))
          .containsEntry(1L, ids(14, 13, 12, 11));
    }

    @Test
    void manyToMany_isReadFromBothSides() {
      assertThat(reads.read(topics().in(Tale.class, "topics"), 1L, 2L, 3L))
          .containsOnly(Map.entry(1L, ids(2, 1, 3)), Map.entry(2L, ids(1)));
      assertThat(
              reads.read(
                  rows(Tale.class, Long.class, IdRow.class).in(Topic.class, "tales"), 1L, 3L))
          .containsOnly(Map.entry(1L, ids(1, 2)), Map.entry(3L, ids(1)));
    }

    @Test
    void list_isInItsOrder() {
      assertThat(read(remarks().in(Tale.class, "pinned"), 1L)).containsEntry(1L, ids(13, 31, 12));
      assertThat(read(remarks().in(Tale.class, "pinned").limit(2), 1L))
          .containsEntry(1L, ids(13, 31));
    }

    @Test
    void listWithDeletedRows_isInItsOrder_withoutThem() {
      reads
          .database()
          .sessionFactory()
          .inTransaction(
              session -> {
                Rumour rumour = new Rumour();
                rumour.id = 1;
                for (long id : List.of(7L, 6L, 5L)) {
                  Whisper whisper = new Whisper();
                  whisper.id = id;
                  session.persist(whisper);
                  rumour.whispers.add(whisper);
                }
                session.persist(rumour);
                session.flush();
                session.createMutationQuery("delete from Whisper where id = 6").executeUpdate();
              });
      Rows<Long, Long, IdRow> whispers =
          rows(Whisper.class, Long.class, IdRow.class).in(Rumour.class, "whispers");

      assertThat(read(whispers, 1L)).containsEntry(1L, ids(7, 5));
      assertThat(read(whispers.limit(2), 1L)).containsEntry(1L, ids(7, 5));
      assertThat(read(whispers.orderBy(asc("id")), 1L)).containsEntry(1L, ids(5, 7));
      assertThat(reads.aggregate(whispers.aggregate(COUNT, null, Long.class), 1L))
          .containsEntry(1L, 2L);
    }

    @Test
    void restrictionsOfTheMapping_hold() {
      assertThat(reads.read(remarks().in(Tale.class, "praised"), 1L, 2L))
          .containsOnly(Map.entry(1L, ids(12, 13)), Map.entry(2L, ids(22)));
      assertThat(read(topics().in(Tale.class, "laterTopics"), 1L)).containsEntry(1L, ids(2, 3));
      assertThat(read(topics().in(Tale.class, "recalled"), 1L)).containsEntry(1L, ids(2));
    }

    @Test
    void conditionsAndLimit_hold() {
      assertThat(
              reads.read(
                  topics().in(Tale.class, "topics").where(ne("name", "art")).limit(1), 1L, 2L))
          .containsOnly(Map.entry(1L, ids(1)), Map.entry(2L, ids(1)));
    }
  }

  @Nested
  class Conditions {

    private List<IdRow> first(Condition... conditions) {
      return read(remarks().where(conditions), 1L).getOrDefault(1L, List.of());
    }

    @Test
    void comparisons_useTheTypeOfTheAttribute() {
      assertThat(first(eq("mood", Mood.CROSS))).isEqualTo(ids(12));
      assertThat(first(ne("mood", Mood.CROSS))).isEqualTo(ids(11, 13));
      assertThat(first(lt("points", 20))).isEqualTo(ids(11, 14));
      assertThat(first(le("points", 5))).isEqualTo(ids(11, 14));
      assertThat(first(gt("points", 5))).isEqualTo(ids(12, 13));
      assertThat(first(ge("points", 20), eq("mood", Mood.CALM))).isEqualTo(ids(13));
    }

    @Test
    void otherKinds_hold() {
      assertThat(first(in("id", 14L, 11L, 99L))).isEqualTo(ids(11, 14));
      assertThat(first(isNull("mood"))).isEqualTo(ids(14));
      assertThat(first(isNotNull("mood"))).isEqualTo(ids(11, 12, 13));
      assertThat(first(eq("origin.forum", 3L))).isEqualTo(ids(12));
      assertThat(first(isNull("above"))).isEqualTo(ids(11, 12, 13, 14));
    }

    @Test
    void textThatLooksLikeSql_isAValue() {
      assertThat(first(eq("text", "x' or '1' = '1"))).isEmpty();
      assertThat(first(eq("text", ":v0"))).isEmpty();
    }

    @Test
    void parameter_hasItsValueInEachRead() {
      Parameter<Mood> mood = Parameter.of("mood", Mood.class);
      Rows<Long, Long, IdRow> relation = remarks().where(eq("mood", mood));
      assertThat(reads.read(relation, ParameterValues.of(mood, Mood.CROSS), List.of(1L)))
          .containsEntry(1L, ids(12));
      assertThat(reads.read(relation, ParameterValues.of(mood, Mood.CALM), List.of(1L)))
          .containsEntry(1L, ids(11, 13));
      reads.database().reset();
      assertThatThrownBy(() -> read(relation, 1L))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("parameter 'mood' has no value");
      assertThat(reads.database().connectionsTaken()).isZero();
    }
  }

  @Nested
  class Limits {

    @Test
    void everyOwner_hasItsFirstRowsInOrder() {
      Rows<Long, Long, IdRow> relation = remarks().orderBy(desc("points"), asc("written")).limit(3);
      assertThat(reads.read(relation, 1L, 2L, 3L))
          .containsOnly(Map.entry(1L, ids(13, 12, 11)), Map.entry(2L, ids(22, 21)));
    }

    @Test
    void rowsThatDoNotCount_takeNoPlace() {
      assertThat(reads.read(remarks().where(ge("points", 7)).limit(1), 1L, 2L))
          .containsOnly(Map.entry(1L, ids(12)), Map.entry(2L, ids(21)));
    }

    @Test
    void orderByAnAssociation_isByItsForeignKey() {
      assertThat(read(remarks().where(isNotNull("origin.forum")).orderBy(desc("tale")), 1L))
          .containsEntry(1L, ids(12));
      assertThat(reads.statement()).doesNotContainIgnoringCase("join");
    }
  }

  @Test
  void manyOwners_areOneStatement() {
    List<Long> owners = LongStream.rangeClosed(1, 300).boxed().toList();
    assertThat(reads.read(remarks().limit(1), ParameterValues.none(), owners))
        .containsOnlyKeys(1L, 2L);
  }
}
