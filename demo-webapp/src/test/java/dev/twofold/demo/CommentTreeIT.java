package dev.twofold.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page of a comment: the comment, its answers to any depth, their authors, the photos. */
class CommentTreeIT {

  @RegisterExtension static final RunningDemo demo = RunningDemo.inMemory();

  /** Ids of comments that tests add; the generated ones are far below. */
  private static long nextId = 1_000_000;

  @BeforeEach
  void forgetEverything() {
    demo.redis().flush();
  }

  private static long number(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(demo.databaseUrl());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }

  /**
   * Adds comments.
   *
   * @param deep whether each answers the one before; else all answer the first
   * @return the id of the first
   */
  private static long addTree(int size, boolean deep) throws SQLException {
    long first = nextId;
    try (Connection connection = DriverManager.getConnection(demo.databaseUrl());
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into comments (id, story_id, parent_id, author_id, created, score, body)"
                    + " values (?, 500, ?, ?, timestamp '2026-01-01 00:00:00', 1, 'added')")) {
      for (int i = 0; i < size; i++) {
        insert.setLong(1, nextId);
        insert.setObject(2, i == 0 ? null : Long.valueOf(deep ? nextId - 1 : first));
        insert.setLong(3, 1 + i % RunningDemo.SCALE.users());
        insert.addBatch();
        nextId++;
      }
      insert.executeBatch();
    }
    return first;
  }

  private static long statementsOf(long commentId) {
    return Cost.of(demo.get("/comments/" + commentId)).statements();
  }

  /** On a slow machine a fill may be late. */
  private static void awaitNoStatements(long commentId) {
    await().untilAsserted(() -> assertThat(statementsOf(commentId)).isZero());
  }

  private static int size(JsonNode comment) {
    int size = 1;
    for (JsonNode answer : comment.get("answers")) {
      size += size(answer);
    }
    return size;
  }

  @Nested
  class Statements {

    @Test
    void tree_commentWithoutAnswers_four() throws SQLException {
      long id = number("select max(id) from comments where story_id = 497");

      assertThat(statementsOf(id)).isEqualTo(4);
    }

    @Test
    void tree_mostAnswered_fourThenNone() throws SQLException {
      long id =
          number(
              "select parent_id from comments group by parent_id order by count(parent_id) desc");

      assertThat(statementsOf(id)).isEqualTo(4);
      awaitNoStatements(id);
    }

    @Test
    void tree_threeHundredDeep_fourThenNone() throws SQLException {
      long id = addTree(300, true);

      assertThat(statementsOf(id)).isEqualTo(4);
      awaitNoStatements(id);
    }

    @Test
    void tree_threeHundredWide_fourThenNone() throws SQLException {
      long id = addTree(300, false);

      assertThat(statementsOf(id)).isEqualTo(4);
      awaitNoStatements(id);
    }
  }

  @Nested
  class Content {

    @Test
    void tree_threeHundredDeep_allShownAsNaively() throws SQLException {
      long id = addTree(300, true);

      JsonNode page = demo.json("/comments/" + id);

      assertThat(size(page.get("comment"))).isEqualTo(300);
      assertThat(page).isEqualTo(demo.json("/comments/" + id + "?mode=naive"));
    }

    @Test
    void tree_answersInACircle_eachOnce() throws SQLException {
      long first = addTree(3, true);
      execute("update comments set parent_id = %d where id = %d".formatted(first + 2, first));

      JsonNode page = demo.json("/comments/" + first);

      assertThat(size(page.get("comment"))).isEqualTo(3);
      assertThat(page.get("parentId").longValue()).isEqualTo(first + 2);
      assertThat(page).isEqualTo(demo.json("/comments/" + first + "?mode=naive"));
    }

    @Test
    void tree_answer_linksToWhatItAnswersAndToTheDiscussion() throws SQLException {
      long first = addTree(2, true);

      assertThat(demo.get("/comments/" + (first + 1)).body())
          .contains("href=\"/stories/500#comment-%d\"".formatted(first + 1))
          .contains("href=\"/comments/%d\"".formatted(first));
      assertThat(demo.get("/comments/" + first).body())
          .contains("href=\"/stories/500#comment-%d\"".formatted(first))
          .doesNotContain("The comment that this one answers");
    }

    @Test
    void story_itsComments_linkToTheirTrees() throws SQLException {
      long id = number("select max(id) from comments where story_id = 497");

      assertThat(demo.get("/stories/497").body()).contains("href=\"/comments/%d\"".formatted(id));
      assertThat(demo.get("/stories/497?mode=naive").body())
          .contains("href=\"/comments/%d?mode=naive\"".formatted(id));
    }

    private void execute(String sql) throws SQLException {
      try (Connection connection = DriverManager.getConnection(demo.databaseUrl());
          Statement statement = connection.createStatement()) {
        assertThat(statement.executeUpdate(sql)).isEqualTo(1);
      }
    }
  }
}
