package dev.twofold.hibernate;

import static dev.twofold.criteria.Condition.ge;
import static dev.twofold.criteria.Order.asc;
import static dev.twofold.criteria.Order.desc;
import static dev.twofold.hibernate.RelationReads.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.hibernate.RelationEntities.Remark;
import dev.twofold.hibernate.RelationEntities.Tale;
import dev.twofold.hibernate.RelationReads.Rows;
import dev.twofold.testing.TestDatabase;
import dev.twofold.tier.relation.PageReader;
import dev.twofold.tier.relation.PageReader.Start;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Reading pages. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class RelatedPagesContract {

  record RemarkRow(long id, int points, LocalDate written) {}

  private static final RemarkRow R11 = row(11, 5, 1);
  private static final RemarkRow R12 = row(12, 20, 2);
  private static final RemarkRow R13 = row(13, 20, 1);
  private static final RemarkRow R14 = row(14, 5, 1);
  private static final RemarkRow R21 = row(21, 7, 1);
  private static final RemarkRow R22 = row(22, 30, 3);

  private static final Rows<Long, Long, RemarkRow> REMARKS =
      rows(Remark.class, Long.class, RemarkRow.class).by("tale");

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

  private static RemarkRow row(long id, int points, int day) {
    return new RemarkRow(id, points, LocalDate.of(2026, 5, day));
  }

  private static Start<Long, RemarkRow> first(long owner) {
    return new Start<>(owner, null);
  }

  private static Start<Long, RemarkRow> after(long owner, RemarkRow row) {
    return new Start<>(owner, row);
  }

  @Test
  void pagesOfSeveralOwners_startWhereEachIs() {
    assertThat(reads.pages(REMARKS, 2, first(1), after(2, R21), first(3)))
        .containsOnly(Map.entry(1L, List.of(R11, R12)), Map.entry(2L, List.of(R22)));
    assertThat(reads.pages(REMARKS, 2, after(1, R12), first(2)))
        .containsOnly(Map.entry(1L, List.of(R13, R14)), Map.entry(2L, List.of(R21, R22)));
    assertThat(reads.pages(REMARKS, 2, after(1, R14), after(2, R22))).isEmpty();
  }

  @Test
  void ties_areNeitherLostNorRepeated() {
    Rows<Long, Long, RemarkRow> relation = REMARKS.orderBy(desc("points"));
    assertThat(everyPage(relation)).containsExactly(R12, R13, R11, R14);
  }

  @Test
  void mixedDirections_areFollowed() {
    assertThat(everyPage(REMARKS.orderBy(desc("points"), asc("written"), desc("id"))))
        .containsExactly(R13, R12, R14, R11);
    assertThat(everyPage(REMARKS.orderBy(asc("written"), desc("points"))))
        .containsExactly(R13, R11, R14, R12);
  }

  private List<RemarkRow> everyPage(Rows<Long, Long, RemarkRow> relation) {
    List<RemarkRow> all = new ArrayList<>(reads.pages(relation, 1, first(1)).get(1L));
    for (int page = 0; page < 3; page++) {
      RemarkRow last = all.get(all.size() - 1);
      all.addAll(reads.pages(relation, 1, after(1, last)).get(1L));
    }
    assertThat(reads.pages(relation, 1, after(1, all.get(3)))).isEmpty();
    return all;
  }

  @Test
  void collection_isPagedInItsOrder() {
    Rows<Long, Long, RemarkRow> relation = REMARKS.in(Tale.class, "remarks");
    assertThat(reads.pages(relation, 3, first(1), first(2)))
        .containsOnly(Map.entry(1L, List.of(R13, R12, R11)), Map.entry(2L, List.of(R22, R21)));
    assertThat(reads.pages(relation, 3, after(1, R13), after(2, R22)))
        .containsOnly(Map.entry(1L, List.of(R12, R11, R14)), Map.entry(2L, List.of(R21)));
  }

  @Test
  void conditions_hold() {
    assertThat(reads.pages(REMARKS.where(ge("points", 7)), 1, after(1, R12), first(2)))
        .containsOnly(Map.entry(1L, List.of(R13)), Map.entry(2L, List.of(R21)));
    assertThat(reads.pages(REMARKS.where(ge("points", 8)), 5, after(1, R13), first(2)))
        .containsOnly(Map.entry(2L, List.of(R22)));
    assertThat(reads.pages(REMARKS.where(ge("points", 8)), 5, after(1, R13), after(2, R11)))
        .containsOnly(Map.entry(2L, List.of(R22)));
  }

  @Test
  void rowThatIsGone_stillTellsWhereItWas() {
    assertThat(reads.pages(REMARKS.orderBy(desc("points")), 5, after(1, row(1, 6, 1))))
        .containsOnly(Map.entry(1L, List.of(R11, R14)));
  }

  @Test
  void limit_isKept() {
    PageReader<Long, Long, RemarkRow> reader =
        reads.hibernate().relations().pageReader(REMARKS.orderBy(desc("points")).mapping());
    assertThat(reader.batchLimit()).isBetween(100, 500);
    List<Start<Long, RemarkRow>> starts = new ArrayList<>();
    for (long owner = 1; owner <= reader.batchLimit(); owner++) {
      starts.add(owner % 2 == 0 ? after(owner, R22) : first(owner));
    }
    @SuppressWarnings({"unchecked", "rawtypes"})
    Start<Long, RemarkRow>[] all = starts.toArray(new Start[0]);
    assertThat(reads.pages(REMARKS.orderBy(desc("points")), 2, all))
        .containsOnly(Map.entry(1L, List.of(R12, R13)), Map.entry(2L, List.of(R21)));
    starts.add(first(100_000));
    assertThatThrownBy(() -> reads.pages(REMARKS.orderBy(desc("points")), 2, starts.toArray(all)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "%d keys in one statement; at most %d are allowed"
                .formatted(reader.batchLimit() + 1, reader.batchLimit()));
  }

  @Test
  void sizeBelowOne_isRefused() {
    assertThatThrownBy(() -> reads.pages(REMARKS, 0, first(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the size of a page is at least 1, but was 0");
  }
}
