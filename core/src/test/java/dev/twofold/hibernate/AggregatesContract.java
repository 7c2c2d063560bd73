package dev.twofold.hibernate;

import static dev.twofold.criteria.Condition.eq;
import static dev.twofold.criteria.Condition.gt;
import static dev.twofold.criteria.Condition.isNull;
import static dev.twofold.hibernate.RelationReads.rows;
import static dev.twofold.tier.relation.AggregateFunction.AVERAGE;
import static dev.twofold.tier.relation.AggregateFunction.COUNT;
import static dev.twofold.tier.relation.AggregateFunction.EXISTS;
import static dev.twofold.tier.relation.AggregateFunction.MAXIMUM;
import static dev.twofold.tier.relation.AggregateFunction.MINIMUM;
import static dev.twofold.tier.relation.AggregateFunction.SUM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.hibernate.RelatedRowsContract.IdRow;
import dev.twofold.hibernate.RelationEntities.Mood;
import dev.twofold.hibernate.RelationEntities.Remark;
import dev.twofold.hibernate.RelationEntities.Tale;
import dev.twofold.hibernate.RelationEntities.Topic;
import dev.twofold.hibernate.RelationEntities.Whisper;
import dev.twofold.hibernate.RelationReads.Rows;
import dev.twofold.testing.TestDatabase;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Computing aggregates. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AggregatesContract {

  private static final Rows<Long, Long, IdRow> REMARKS =
      rows(Remark.class, Long.class, IdRow.class).by("tale");
  private static final Rows<Long, Long, IdRow> TOPICS =
      rows(Topic.class, Long.class, IdRow.class).in(Tale.class, "topics");

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

  @Test
  void count_leavesOwnersWithoutRowsOut() {
    assertThat(reads.aggregate(REMARKS.aggregate(COUNT, null, Long.class), 1L, 2L, 3L, 99L))
        .containsOnly(Map.entry(1L, 4L), Map.entry(2L, 2L));
    assertThat(reads.statement()).doesNotContainIgnoringCase("join");
  }

  @Test
  void conditions_hold() {
    assertThat(
            reads.aggregate(
                REMARKS.where(eq("mood", Mood.CROSS)).aggregate(COUNT, null, Long.class), 1L, 2L))
        .containsOnly(Map.entry(1L, 1L), Map.entry(2L, 1L));
    assertThat(
            reads.aggregate(
                REMARKS.where(gt("points", 20)).aggregate(EXISTS, null, Boolean.class), 1L, 2L))
        .containsOnly(Map.entry(2L, true));
  }

  @Test
  void existence_isTrueOrLeftOut() {
    assertThat(reads.aggregate(REMARKS.aggregate(EXISTS, null, boolean.class), 1L, 3L))
        .containsOnly(Map.entry(1L, true));
    assertThat(reads.aggregate(TOPICS.aggregate(EXISTS, null, Boolean.class), 2L, 3L))
        .containsOnly(Map.entry(2L, true));
  }

  @Test
  void numbers_haveTheTypesOfJpql() {
    assertThat(reads.aggregate(REMARKS.aggregate(SUM, "points", Long.class), 1L, 2L))
        .containsOnly(Map.entry(1L, 50L), Map.entry(2L, 37L));
    assertThat(reads.aggregate(REMARKS.aggregate(AVERAGE, "points", Double.class), 1L, 2L))
        .containsOnly(Map.entry(1L, 12.5), Map.entry(2L, 18.5));
    assertThat(reads.aggregate(REMARKS.aggregate(MINIMUM, "points", Integer.class), 1L))
        .containsOnly(Map.entry(1L, 5));
  }

  @Test
  void extremes_haveTheTypeOfTheAttribute() {
    assertThat(reads.aggregate(REMARKS.aggregate(MAXIMUM, "written", LocalDate.class), 1L, 2L))
        .containsOnly(
            Map.entry(1L, LocalDate.of(2026, 5, 2)), Map.entry(2L, LocalDate.of(2026, 5, 3)));
    assertThat(reads.aggregate(REMARKS.aggregate(MAXIMUM, "mood", Mood.class), 1L))
        .containsOnly(Map.entry(1L, Mood.CROSS));
  }

  @Test
  void nullResult_isLeftOut() {
    Rows<Long, Long, IdRow> moodless = REMARKS.where(isNull("mood"));
    assertThat(reads.aggregate(moodless.aggregate(MAXIMUM, "mood", Mood.class), 1L)).isEmpty();
  }

  @Test
  void deletedRows_areNotCounted() {
    Rows<Long, Long, IdRow> whispers =
        rows(Whisper.class, Long.class, IdRow.class).in(Tale.class, "whispers");
    assertThat(reads.aggregate(whispers.aggregate(COUNT, null, Long.class), 1L, 2L, 3L))
        .containsOnly(Map.entry(1L, 1L));
    assertThat(reads.read(whispers, 1L, 2L, 3L))
        .containsOnly(Map.entry(1L, RelatedRowsContract.ids(1)));
    assertThat(reads.read(whispers.limit(1), 1L, 2L))
        .containsOnly(Map.entry(1L, RelatedRowsContract.ids(1)));
    assertThat(
            reads.read(
                rows(Whisper.class, Long.class, IdRow.class).in(Tale.class, "overheard"), 1L, 2L))
        .containsOnly(Map.entry(1L, RelatedRowsContract.ids(1)));
  }

  @Test
  void collections_areAggregatedAsTheyAreRead() {
    assertThat(reads.aggregate(TOPICS.aggregate(COUNT, null, Long.class), 1L, 2L, 3L))
        .containsOnly(Map.entry(1L, 3L), Map.entry(2L, 1L));
    assertThat(
            reads.aggregate(
                TOPICS.in(Tale.class, "recalled").aggregate(COUNT, null, Long.class), 1L, 2L))
        .containsOnly(Map.entry(1L, 1L));
    assertThat(
            reads.aggregate(
                TOPICS.in(Tale.class, "laterTopics").aggregate(COUNT, null, Long.class), 1L, 2L))
        .containsOnly(Map.entry(1L, 2L));
    assertThat(
            reads.aggregate(
                REMARKS.in(Tale.class, "praised").aggregate(SUM, "points", Long.class), 1L, 2L))
        .containsOnly(Map.entry(1L, 40L), Map.entry(2L, 30L));
  }
}
