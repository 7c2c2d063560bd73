package dev.twofold.hibernate;

import static dev.twofold.criteria.Order.asc;
import static dev.twofold.hibernate.RelationReads.rows;
import static dev.twofold.testing.Changes.collection;
import static dev.twofold.testing.Changes.delete;
import static dev.twofold.testing.Changes.insert;
import static dev.twofold.testing.Changes.row;
import static dev.twofold.testing.Changes.update;
import static dev.twofold.tier.relation.AggregateFunction.COUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.hibernate.RelationEntities.Remark;
import dev.twofold.hibernate.RelationEntities.Rumour;
import dev.twofold.hibernate.RelationEntities.Tale;
import dev.twofold.hibernate.RelationEntities.Topic;
import dev.twofold.hibernate.RelationEntities.Whisper;
import dev.twofold.hibernate.RelationReads.Rows;
import dev.twofold.invalidation.Affected;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which owners' lists a write makes stale, where they are collections of the mapping. */
class CollectionRelationImpactTest extends RelationImpactFixture {

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
                    Remark.class, 1L, row("tale", 1L, "points", 1), row("tale", 1L, "points", 2))))
        .isEqualTo(owners(1L));
    assertThat(
            affected(
                mapped,
                update(
                    Remark.class, 1L, row("tale", 1L, "text", "a"), row("tale", 1L, "text", "b"))))
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
