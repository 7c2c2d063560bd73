package dev.twofold.hibernate.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.hibernate.sql.exec.internal.JdbcOperationQueryMutationNative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tables statements write that somebody wrote by hand. */
class SqlTextTest {

  private static WrittenTables tables(String sql, String... declared) {
    return WrittenTables.of(
        new JdbcOperationQueryMutationNative(sql, java.util.List.of(), Set.of(declared)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "update post set a = 1 | post",
        "UPDATE Post SET a = 1 | post",
        "update only post p set a = 1 | post",
        "update post as p set a = (select b from votes v) | post",
        "update post p set a = 1 from votes v where v.post = p.id | post",
        "update \"public\".\"Post\" set a = 1 | post",
        "update app . post set a = 1 | post",
        "update `post` set a = 1 | post",
        "update [dbo].[Post] set a = 1 | post",
        "delete from post where id = 1 | post",
        "delete from post p using votes v where v.post = p.id | post",
        "insert into votes (post) values (1) | votes",
        "insert into votes select id from post | votes",
        "insert into votes values (1) on conflict (post) do update set n = 2 | votes",
        "insert into votes values (1) on duplicate key update n = 2 | votes",
        "merge into votes v using post p on (v.id = p.id) when matched then update set n = 1 |"
            + " votes",
        "replace into votes values (1) | votes",
        "truncate table votes | votes",
        "truncate votes | votes",
        "/* update user set */ update post set a = 'delete from user' -- update label set | post",
        "update post set a = 'it''s; delete from user' | post",
        "update post set a = 1 where id in (select id from votes for update) | post"
      })
  void regularStatement_writesItsTable(String sql, String table) {
    assertThat(tables(sql)).isEqualTo(new WrittenTables(Set.of(table), false));
  }

  @Test
  void commonTableExpressions_writeTheirs() {
    assertThat(
            tables(
                "with gone as (delete from post where id = 1 returning id)"
                    + " update votes set n = 0 where post in (select id from gone)"))
        .isEqualTo(new WrittenTables(Set.of("post", "votes"), false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "call tidy()",
        "{call tidy()}",
        "do $$ begin delete from post; end $$",
        "select tidy()",
        "drop table post",
        "alter table post add column x int",
        "update post p join votes v on v.post = p.id set v.n = 1",
        "update post, votes set votes.n = 1",
        "update p set a = 1 from post p",
        "update p set a = 1 from other o join post as p on o.id = p.id",
        "delete p from post p",
        "delete from p using post p",
        ""
      })
  void statementThatCannotBeRead_writesEverything(String sql) {
    assertThat(tables(sql)).isEqualTo(WrittenTables.EVERYTHING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"set local app.tenant = 'acme'", "lock table post", "savepoint a", "analyze post"})
  void statementThatWritesNoRows_writesNothing(String sql) {
    assertThat(tables(sql).isNone()).isTrue();
  }

  @Test
  void declaredTables_areAddedToThoseThatAreRead() {
    assertThat(tables("update post set a = 1", "app.Votes"))
        .isEqualTo(new WrittenTables(Set.of("post", "votes"), false));
    assertThat(tables("call tidy()", "Votes")).isEqualTo(new WrittenTables(Set.of("votes"), false));
  }

  @Test
  void query_writesOnlyInCommonTableExpressions() {
    assertThat(
            WrittenTables.ofQuery(
                "WITH x AS (delete from post returning id) select count(*) from x"))
        .isEqualTo(new WrittenTables(Set.of("post"), false));
    assertThat(WrittenTables.ofQuery("with x as (select 1) select * from x").isNone()).isTrue();
    assertThat(WrittenTables.ofQuery("select 1 from post for update").isNone()).isTrue();
  }
}
