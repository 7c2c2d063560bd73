package dev.twofold.hibernate;

import static dev.twofold.criteria.Order.asc;
import static dev.twofold.criteria.Order.desc;
import static dev.twofold.hibernate.RelationReads.rows;
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
import dev.twofold.hibernate.RelationEntities.EditedRemark;
import dev.twofold.hibernate.RelationEntities.Remark;
import dev.twofold.hibernate.RelationEntities.Seat;
import dev.twofold.hibernate.RelationEntities.SeatId;
import dev.twofold.hibernate.RelationEntities.Subscription;
import dev.twofold.hibernate.RelationEntities.SubscriptionId;
import dev.twofold.hibernate.RelationEntities.Tale;
import dev.twofold.hibernate.RelationReads.Rows;
import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.tier.relation.AggregateMapping;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which owners' lists and aggregates a write makes stale. */
class RelationImpactTest extends RelationImpactFixture {

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

    /** An update of a row that was not read leaves it the class that it has. */
    @Test
    void superclassUpdatedUnread_anyOwner() {
      Rows<Long, Long, IdRow> edited = rows(EditedRemark.class, Long.class, IdRow.class).by("tale");

      assertThat(affected(edited, update(Remark.class, 11L, null, row("tale", 1L))))
          .isEqualTo(Affected.all());
      assertThat(affected(edited, update(Remark.class, 11L, row("tale", 1L), row("tale", 2L))))
          .isEqualTo(none());
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
