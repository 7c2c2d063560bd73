package dev.twofold.hibernate;

import static dev.twofold.criteria.Condition.eq;
import static dev.twofold.criteria.Condition.gt;
import static dev.twofold.criteria.Condition.isNotNull;
import static dev.twofold.hibernate.RelationReads.rows;
import static dev.twofold.testing.Changes.delete;
import static dev.twofold.testing.Changes.insert;
import static dev.twofold.testing.Changes.row;
import static dev.twofold.testing.Changes.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.hibernate.RelationEntities.Echo;
import dev.twofold.hibernate.RelationEntities.Mood;
import dev.twofold.hibernate.RelationEntities.Remark;
import dev.twofold.hibernate.RelationEntities.Tale;
import dev.twofold.hibernate.RelationReads.Rows;
import dev.twofold.invalidation.Affected;
import dev.twofold.key.Parameter;
import org.junit.jupiter.api.Test;

/** Which owners' lists a write makes stale, where only some rows count. */
class ConditionImpactTest extends RelationImpactFixture {

  private static final Parameter<Integer> POINTS = Parameter.of("points", Integer.class);

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
                    Remark.class, 1L, row("tale", 1L, "points", 1), row("tale", 2L, "points", 2))))
        .isEqualTo(none());
  }

  @Test
  void rowThatComesOrGoes_theOwnerWhoHasIt() {
    assertThat(
            affected(
                praised,
                update(
                    Remark.class, 1L, row("tale", 1L, "points", 1), row("tale", 1L, "points", 11))))
        .isEqualTo(owners(1L));
    assertThat(
            affected(
                praised,
                update(
                    Remark.class, 1L, row("tale", 1L, "points", 1), row("tale", 2L, "points", 11))))
        .isEqualTo(owners(2L));
    assertThat(
            affected(
                praised,
                update(
                    Remark.class, 1L, row("tale", 1L, "points", 11), row("tale", 2L, "points", 1))))
        .isEqualTo(owners(1L));
  }

  @Test
  void rowThatCountsNoMore_itsOwner() {
    assertThat(
            affected(
                praised,
                update(
                    Remark.class, 1L, row("tale", 1L, "points", 11), row("tale", 1L, "points", 1))))
        .isEqualTo(owners(1L));
  }

  @Test
  void rowThatMayHaveCounted_all() {
    assertThat(affected(praised, update(Remark.class, 1L, null, row("tale", 1L, "points", 1))))
        .isEqualTo(Affected.all());
    assertThat(affected(praised, delete(Remark.class, 1L, null))).isEqualTo(Affected.all());
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
                    Remark.class, 1L, row("tale", 1L, "points", 1), row("tale", 1L, "points", 2))))
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
                    Remark.class, 1L, row("tale", 1L, "points", 1), row("tale", 1L, "points", 11))))
        .isEqualTo(owners(1L));
    assertThat(
            affected(
                mapped,
                update(
                    Remark.class, 1L, row("tale", 1L, "text", "a"), row("tale", 1L, "text", "b"))))
        .isEqualTo(none());
  }
}
