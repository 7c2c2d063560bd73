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
        "truncate votes restart identity | votes",
        "upsert into votes values (1) | votes",
        "/* update user set */ update post set a = 'delete from user' -- update label set | post",
        "update post set a = 'it''s; delete from user' | post",
        "update post set a = 1 where id in (select id from votes for update) | post"
      })
  void regularStatement_writesItsTable(String sql, String table) {
    assertThat(tables(sql).names()).containsExactly(table);
    assertThat(tables(sql).isEverything()).isFalse();
  }

  @Test
  void commonTableExpressions_writeTheirs() {
    assertThat(
            tables(
                "with gone as (delete from post where id = 1 returning id)"
                    + " update votes set n = 0 where post in (select id from gone)"))
        .isEqualTo(new WrittenTables(Set.of("post", "votes"), false, null));
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
        "truncate votes, post",
        "truncate votes cascade",
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "update post set a = 1 | a",
        "update post p set A = 1, \"B\" = 'x, c = 2', [c] = (select d, e from votes) | a,b,c",
        "update post set (a, b) = (select c, d from votes), e = 1 where f = 1 | a,b,e",
        "update post p set p.a = ?, p.b = coalesce(p.c, ?) where p.d in (1, 2) | p,a,b",
        "update post set a = 1 from votes v where v.post = post.id | a",
        "update post set a = $1 returning b | a"
      })
  void update_setsItsColumns(String sql, String columns) {
    assertThat(tables(sql).columns()).containsExactlyInAnyOrder(columns.split(","));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into votes values (1) on conflict (post) do update set n = 2",
        "delete from post",
        "update post set a = 'it\\'s', b = 2",
        "update post set a = $$ ( $$, b = $$ ) $$",
        "update post set a = \"it's\", b = 'x'",
        "update post set a[1] = 2",
        "update post set a = 1 returning a, b",
        "update post set a = 1; update post set b = 2",
        "with x as (select 1) update post set a = 1"
      })
  void columnsThatCannotBeRead_areNotTold(String sql) {
    assertThat(tables(sql).columns()).isNull();
  }

  @Test
  void queryThatReturnsWhatItWrote_writes() {
    assertThat(WrittenTables.ofQuery("update post set a = 1 returning id").names())
        .containsExactly("post");
    assertThat(WrittenTables.ofQuery(" insert into post values (1) returning id").names())
        .containsExactly("post");
    assertThat(
            WrittenTables.ofQuery("/* x */ with x as (delete from post returning id) select 1")
                .names())
        .containsExactly("post");
  }

  @Test
  void declaredTables_areAddedToThoseThatAreRead() {
    assertThat(tables("update post set a = 1", "app.Votes"))
        .isEqualTo(new WrittenTables(Set.of("post", "votes"), false, null));
    assertThat(tables("call tidy()", "Votes"))
        .isEqualTo(new WrittenTables(Set.of("votes"), false, null));
  }

  @Test
  void query_writesOnlyInCommonTableExpressions() {
    assertThat(
            WrittenTables.ofQuery(
                "WITH x AS (delete from post returning id) select count(*) from x"))
        .isEqualTo(new WrittenTables(Set.of("post"), false, null));
    assertThat(WrittenTables.ofQuery("with x as (select 1) select * from x").isNone()).isTrue();
    assertThat(WrittenTables.ofQuery("select 1 from post for update").isNone()).isTrue();
  }
}
