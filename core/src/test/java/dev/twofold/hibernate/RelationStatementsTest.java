package dev.twofold.hibernate;

import static dev.twofold.criteria.Condition.eq;
import static dev.twofold.criteria.Order.desc;
import static dev.twofold.hibernate.RelationReads.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.hibernate.RelatedRowsContract.IdRow;
import dev.twofold.hibernate.RelationEntities.Mood;
import dev.twofold.hibernate.RelationEntities.Remark;
import dev.twofold.hibernate.RelationEntities.Tale;
import dev.twofold.hibernate.RelationEntities.Topic;
import dev.twofold.hibernate.RelationReads.Rows;
import dev.twofold.testing.TestDatabase;
import dev.twofold.tier.relation.AggregateFunction;
import dev.twofold.tier.relation.PageReader.Start;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The texts of statements: no join that is not needed, and keys where they cut the most. */
class RelationStatementsTest {

  record TopicRow(long id, String name) {}

  record PointsRow(long id, int points) {}

  private static final Rows<Long, Long, IdRow> REMARKS =
      rows(Remark.class, Long.class, IdRow.class).by("tale");

  private static RelationReads reads;

  @BeforeAll
  static void openDatabase() {
    reads = new RelationReads(TestDatabase.h2(RelationEntities.all()));
  }

  @AfterAll
  static void closeDatabase() {
    reads.close();
  }

  @Test
  void foreignKey() {
    reads.read(REMARKS.where(eq("mood", Mood.CALM)).orderBy(desc("points")), 1L, 2L);
    assertThat(reads.statement())
        .isEqualTo(
            "select r1_0.tale_id,r1_0.id from Remark r1_0 where r1_0.mood=? and r1_0.tale_id "
                + "in (?,?) order by r1_0.points desc,r1_0.id");
  }

  @Test
  void limit_isAWindowOverRowsOfTheseOwnersOnly() {
    reads.read(REMARKS.orderBy(desc("points")).limit(5), 1L, 2L);
    assertThat(reads.statement())
        .isEqualTo(
            "select r2_0.c0,r2_0.c1 from (select r1_0.tale_id,r1_0.id,row_number() over(partition"
                + " by r1_0.tale_id order by r1_0.points desc,r1_0.id) from Remark r1_0 where"
                + " r1_0.tale_id in (?,?)) r2_0(c0,c1,n) where r2_0.n<=5 order by r2_0.n");
  }

  @Test
  void collection() {
    reads.read(rows(Topic.class, Long.class, TopicRow.class).in(Tale.class, "topics"), 1L, 2L);
    assertThat(reads.statement())
        .isEqualTo(
            "select t1_0.id,t2_1.id,t2_1.name from Tale t1_0 join tale_topic t2_0 on "
                + "t1_0.id=t2_0.tales_id join Topic t2_1 on t2_1.id=t2_0.topics_id where t1_0.id "
                + "in (?,?) order by t2_1.name,t2_1.id");
  }

  @Test
  void tree_startsFromTheOwners() {
    reads.read(REMARKS.by("above").wholeTree(), 1L, 2L);
    assertThat(reads.statement())
        .isEqualTo(
            "with recursive tree (c0,c1,looped,path) as (select "
                + "r1_0.above_id,r1_0.id,false,array[r1_0.id] from Remark r1_0 where r1_0.above_id "
                + "in (?,?) union all select r2_0.above_id,r2_0.id,case when "
                + "array_contains(t1_0.path,r2_0.id) then true else false "
                + "end,t1_0.path||array[r2_0.id] from tree t1_0,Remark r2_0 where "
                + "r2_0.above_id=t1_0.c1 and not(t1_0.looped)) select r3_0.above_id,r3_0.id from "
                + "(select distinct t2_0.c1 from tree t2_0) f1_0(c1),Remark r3_0 where "
                + "r3_0.id=f1_0.c1 order by r3_0.id");
  }

  @Test
  void pages_areOneConditionEach() {
    reads.pages(
        rows(Remark.class, Long.class, PointsRow.class).by("tale").orderBy(desc("points")),
        5,
        new Start<>(1L, null),
        new Start<>(2L, new PointsRow(22, 30)));
    assertThat(reads.statement())
        .isEqualTo(
            "select r2_0.c0,r2_0.c1,r2_0.c2 from (select "
                + "r1_0.tale_id,r1_0.id,r1_0.points,row_number() over(partition by r1_0.tale_id "
                + "order by r1_0.points desc,r1_0.id) from Remark r1_0 where r1_0.tale_id in (?) "
                + "or r1_0.tale_id=? and (r1_0.points<? or r1_0.points=? and r1_0.id>?)) "
                + "r2_0(c0,c1,c2,n) where r2_0.n<=? order by r2_0.n");
  }

  @Test
  void aggregates_areGroupsOfForeignKeys() {
    reads.aggregate(REMARKS.aggregate(AggregateFunction.COUNT, null, Long.class), 1L, 2L);
    assertThat(reads.statement())
        .isEqualTo(
            "select r1_0.tale_id,count(*) from Remark r1_0 where r1_0.tale_id in (?,?) group "
                + "by r1_0.tale_id");
    reads.aggregate(REMARKS.aggregate(AggregateFunction.EXISTS, null, Boolean.class), 1L, 2L);
    assertThat(reads.statement())
        .isEqualTo(
            "select r1_0.tale_id from Remark r1_0 where r1_0.tale_id in (?,?) group by "
                + "r1_0.tale_id");
  }
}
