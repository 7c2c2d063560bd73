package dev.twofold.model.relation;

import dev.twofold.model.relation.Rows.VoteId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Writes graphs to a database that does not look where foreign keys lead. */
final class Store {

  private static final List<String> TABLES =
      List.of("Users", "Profile", "StoryTags", "Story", "Comment", "Tag", "Vote", "Appeal", "Flag");

  private final List<String> statements = new ArrayList<>();

  private Store() {}

  /** Makes a graph all that the database has. */
  static void write(DataSource database, Graph graph) throws SQLException {
    Store store = new Store();
    store.statements.add("set referential_integrity false");
    TABLES.forEach(table -> store.statements.add("delete from " + table));
    store.insert(graph);
    try (Connection connection = database.getConnection();
        Statement batch = connection.createStatement()) {
      for (String statement : store.statements) {
        batch.addBatch(statement);
      }
      batch.executeBatch();
    }
  }

  private void insert(Graph graph) {
    graph.users().forEach(row -> insert("Users(id, name)", row.id(), row.name()));
    graph.profiles().forEach(row -> insert("Profile(id, user_id)", row.id(), row.userId()));
    graph.tags().forEach(row -> insert("Tag(id, name)", row.id(), row.name()));
    graph.tagged().forEach(row -> insert("StoryTags(stories_id, tags_id)", row.story(), row.tag()));
    graph
        .flags()
        .forEach(row -> insert("Flag(id, kind, target)", row.id(), row.kind(), row.target()));
    graph
        .stories()
        .forEach(
            row ->
                insert(
                    "Story(id, points, author_id, editor_id)",
                    row.id(),
                    row.points(),
                    row.authorId(),
                    row.editorId()));
    graph
        .comments()
        .forEach(
            row ->
                insert(
                    "Comment(id, likes, hidden, mentions, story_id, author_id, parent_id)",
                    row.id(),
                    row.likes(),
                    row.hidden(),
                    row.mentions(),
                    row.storyId(),
                    row.authorId(),
                    row.parentId()));
    graph
        .votes()
        .forEach(
            row ->
                insert(
                    "Vote(storyId, userId, amount)",
                    row.id().storyId(),
                    row.id().userId(),
                    row.amount()));
    graph.appeals().forEach(row -> insertAppeal(row.id(), row.voteId()));
  }

  private void insertAppeal(Long id, @Nullable VoteId vote) {
    insert(
        "Appeal(id, vote_storyId, vote_userId)",
        id,
        vote == null ? null : vote.storyId(),
        vote == null ? null : vote.userId());
  }

  private void insert(String columns, @Nullable Object... values) {
    String texts =
        Arrays.stream(values)
            .map(value -> value instanceof String text ? "'" + text + "'" : String.valueOf(value))
            .collect(Collectors.joining(", "));
    statements.add("insert into %s values (%s)".formatted(columns, texts));
  }
}
