package dev.twofold.hibernate;

import static dev.twofold.criteria.Condition.isNull;
import static dev.twofold.criteria.Condition.ne;
import static dev.twofold.criteria.Order.desc;
import static dev.twofold.hibernate.RelationReads.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.hibernate.RelatedRowsContract.IdRow;
import dev.twofold.hibernate.RelationEntities.Mood;
import dev.twofold.hibernate.RelationEntities.Remark;
import dev.twofold.hibernate.RelationReads.Rows;
import dev.twofold.testing.TestDatabase;
import java.time.LocalDate;
import java.util.Map;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Reading whole trees. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class RelatedTreesContract {

  private static final Rows<Long, Long, IdRow> BELOW =
      rows(Remark.class, Long.class, IdRow.class).by("above").of(Remark.class).wholeTree();

  RelationReads reads;

  abstract TestDatabase open(Class<?>... entities);

  /**
   * Remark 1 has 11 and 12 below it; 11 has 111 and 112; 111 has 1111. Remark 2 has 21. Remarks 7,
   * 8 and 9 are below each other, 99 is below itself, and 100 to 199 are a chain.
   */
  @BeforeAll
  void openDatabase() {
    reads = new RelationReads(open(RelationEntities.all()));
    reads
        .database()
        .sessionFactory()
        .inTransaction(
            session -> {
              Remark one = remark(session, 1, null);
              Remark eleven = remark(session, 11, one);
              remark(session, 12, one);
              Remark deep = remark(session, 111, eleven);
              remark(session, 112, eleven);
              remark(session, 1111, deep);
              remark(session, 21, remark(session, 2, null));
              Remark seven = remark(session, 7, null);
              Remark nine = remark(session, 9, remark(session, 8, seven));
              Remark self = remark(session, 99, null);
              Remark last = null;
              for (long id = 200; id < 300; id++) {
                last = remark(session, id, last);
              }
              session.flush();
              seven.above = nine;
              self.above = self;
              eleven.mood = Mood.CROSS;
            });
  }

  private static Remark remark(Session session, long id, Remark above) {
    Remark remark = new Remark();
    remark.id = id;
    remark.above = above;
    remark.points = (int) id % 10;
    remark.written = LocalDate.of(2026, 5, 1);
    session.persist(remark);
    return remark;
  }

  @AfterAll
  void closeDatabase() {
    reads.close();
  }

  @Test
  void rowsOfAllDepths_haveTheRowAboveThemAsOwner() {
    assertThat(reads.read(BELOW, 1L, 2L, 12L, 404L))
        .containsOnly(
            Map.entry(1L, RelatedRowsContract.ids(11, 12)),
            Map.entry(11L, RelatedRowsContract.ids(111, 112)),
            Map.entry(111L, RelatedRowsContract.ids(1111)),
            Map.entry(2L, RelatedRowsContract.ids(21)));
  }

  @Test
  void ownersInOneTree_haveEachRowOnce() {
    assertThat(reads.read(BELOW, 1L, 11L, 111L))
        .containsOnly(
            Map.entry(1L, RelatedRowsContract.ids(11, 12)),
            Map.entry(11L, RelatedRowsContract.ids(111, 112)),
            Map.entry(111L, RelatedRowsContract.ids(1111)));
  }

  @Test
  void order_isThatOfEveryLevel() {
    assertThat(reads.read(BELOW.orderBy(desc("points"), desc("id")), 1L))
        .containsEntry(1L, RelatedRowsContract.ids(12, 11))
        .containsEntry(11L, RelatedRowsContract.ids(112, 111));
  }

  @Test
  void rowThatDoesNotMatch_isLeftOutWithWhatIsBelowIt() {
    assertThat(reads.read(BELOW.where(ne("points", 2)), 1L))
        .containsOnly(
            Map.entry(1L, RelatedRowsContract.ids(11)),
            Map.entry(11L, RelatedRowsContract.ids(111)),
            Map.entry(111L, RelatedRowsContract.ids(1111)));
    assertThat(reads.read(BELOW.where(isNull("mood")), 1L, 111L))
        .containsOnly(
            Map.entry(1L, RelatedRowsContract.ids(12)),
            Map.entry(111L, RelatedRowsContract.ids(1111)));
  }

  @Test
  void cycles_end() {
    assertThat(reads.read(BELOW, 7L))
        .containsOnly(
            Map.entry(7L, RelatedRowsContract.ids(8)),
            Map.entry(8L, RelatedRowsContract.ids(9)),
            Map.entry(9L, RelatedRowsContract.ids(7)));
    assertThat(reads.read(BELOW, 99L)).containsOnly(Map.entry(99L, RelatedRowsContract.ids(99)));
    assertThat(reads.read(BELOW, 7L, 8L, 9L, 99L)).hasSize(4);
  }

  @Test
  void depth_hasNoLimit() {
    assertThat(reads.read(BELOW, 200L))
        .hasSize(99)
        .containsEntry(298L, RelatedRowsContract.ids(299));
  }
}
