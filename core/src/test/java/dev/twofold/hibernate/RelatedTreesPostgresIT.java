package dev.twofold.hibernate;

import static dev.twofold.hibernate.RelationReads.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.hibernate.RelatedRowsContract.IdRow;
import dev.twofold.hibernate.RelationEntities.Remark;
import dev.twofold.hibernate.RelationEntities.Seat;
import dev.twofold.hibernate.RelationReads.Rows;
import dev.twofold.testing.PostgresServer;
import dev.twofold.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RelatedTreesPostgresIT extends RelatedTreesContract {

  @RegisterExtension static final PostgresServer POSTGRES = new PostgresServer();

  @Override
  TestDatabase open(Class<?>... entities) {
    return TestDatabase.at(POSTGRES.url(), entities).open();
  }

  record SeatKey(String hall, int place) {}

  record SeatRow(int place) {}

  @Test
  void compositeIds_areFollowedToTheEndOfACycle() {
    reads
        .database()
        .sessionFactory()
        .inTransaction(
            session -> {
              Seat first = Seat.of("a", 1, null);
              Seat second = Seat.of("a", 2, first);
              RowReads.persist(session, first, second, Seat.of("b", 2, second));
              session.flush();
              first.ahead = second;
            });
    Rows<SeatKey, SeatKey, SeatRow> behind =
        rows(Seat.class, SeatKey.class, SeatRow.class).keyed(SeatKey.class).by("ahead").wholeTree();
    assertThat(reads.read(behind, new SeatKey("a", 1)))
        .containsOnly(
            Map.entry(new SeatKey("a", 1), List.of(new SeatRow(2))),
            Map.entry(new SeatKey("a", 2), List.of(new SeatRow(1), new SeatRow(2))));
  }

  @Test
  void statement_findsEachRowOnce() {
    reads.read(rows(Remark.class, Long.class, IdRow.class).by("above").wholeTree(), 1L, 2L);
    assertThat(reads.statement())
        .isEqualTo(
            "with recursive tree (c0,c1) as (select r1_0.above_id,r1_0.id from Remark r1_0 "
                + "where r1_0.above_id = any (?) union select r2_0.above_id,r2_0.id from tree "
                + "t1_0,Remark r2_0 where r2_0.above_id=t1_0.c1) select r3_0.above_id,r3_0.id from "
                + "(select distinct t2_0.c1 from tree t2_0) f1_0(c1),Remark r3_0 where "
                + "r3_0.id=f1_0.c1 order by r3_0.id");
  }
}
