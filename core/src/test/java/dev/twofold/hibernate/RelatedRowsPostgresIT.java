package dev.twofold.hibernate;

import static dev.twofold.hibernate.RelationReads.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.hibernate.RelationEntities.Remark;
import dev.twofold.testing.PostgresServer;
import dev.twofold.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RelatedRowsPostgresIT extends RelatedRowsContract {

  @RegisterExtension static final PostgresServer POSTGRES = new PostgresServer();

  @Override
  TestDatabase open(Class<?>... entities) {
    return TestDatabase.at(POSTGRES.url(), entities).open();
  }

  @Test
  void owners_areOneArrayInsideTheDerivedTable() {
    reads.read(rows(Remark.class, Long.class, IdRow.class).by("tale").limit(5), 1L, 2L);
    assertThat(reads.statement())
        .isEqualTo(
            "select r2_0.c0,r2_0.c1 from (select r1_0.tale_id,r1_0.id,row_number() over(partition"
                + " by r1_0.tale_id order by r1_0.id) from Remark r1_0 where r1_0.tale_id = any"
                + " (?)) r2_0(c0,c1,n) where r2_0.n<=5 order by r2_0.n");
  }
}
