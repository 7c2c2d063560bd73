package dev.twofold.bench.peer;

import dev.twofold.bench.model.Changes;
import dev.twofold.bench.model.Comment;
import dev.twofold.bench.model.Photo;
import dev.twofold.bench.model.Post;
import dev.twofold.bench.model.User;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** The tables, by plain JDBC: one statement for each kind. */
final class Tables {

  private final DataSource pool;

  Tables(DataSource pool) {
    this.pool = pool;
  }

  /** Rows by their ids. The comments of posts come with their lists. */
  Found read(Map<Kind, Set<Long>> wanted) {
    Found found = new Found();
    try (Connection connection = pool.getConnection()) {
      for (Map.Entry<Kind, Set<Long>> each : wanted.entrySet()) {
        try (PreparedStatement select = connection.prepareStatement(text(each.getKey()))) {
          select.setArray(1, connection.createArrayOf("bigint", each.getValue().toArray()));
          try (ResultSet row = select.executeQuery()) {
            take(each.getKey(), each.getValue(), row, found);
          }
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }

  private static String text(Kind kind) {
    return switch (kind) {
      case POST -> "select id, title, body, author_id from post where id = any(?)";
      case USER -> "select id, name, photo_id from app_user where id = any(?)";
      case PHOTO -> "select id, url from photo where id = any(?)";
      case COMMENT -> "select id, text, author_id from post_comment where id = any(?)";
      case COMMENTS_OF_POST ->
          "select id, text, author_id, post_id from post_comment where post_id = any(?)"
              + " order by id";
    };
  }

  @SuppressWarnings("unchecked") // the lists were made here
  private static void take(Kind kind, Set<Long> ids, ResultSet row, Found found)
      throws SQLException {
    if (kind == Kind.COMMENTS_OF_POST) {
      ids.forEach(id -> found.put(kind, id, new ArrayList<Long>()));
    }
    while (row.next()) {
      long id = row.getLong(1);
      switch (kind) {
        case POST ->
            found.put(kind, id, new Post(id, row.getString(2), row.getString(3), row.getLong(4)));
        case USER -> found.put(kind, id, new User(id, row.getString(2), row.getLong(3)));
        case PHOTO -> found.put(kind, id, new Photo(id, row.getString(2)));
        case COMMENT -> found.put(kind, id, new Comment(id, row.getString(2), row.getLong(3)));
        case COMMENTS_OF_POST -> {
          found.put(Kind.COMMENT, id, new Comment(id, row.getString(2), row.getLong(3)));
          ((List<Long>) found.get(kind, row.getLong(4))).add(id);
        }
      }
    }
  }

  void write(Changes changes) {
    try (Connection connection = pool.getConnection()) {
      update(connection, "post set title", changes.text(), changes.posts());
      update(connection, "app_user set name", changes.text(), changes.users());
      update(connection, "post_comment set text", changes.text(), changes.comments());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void update(
      Connection connection, String column, String value, Collection<Long> ids)
      throws SQLException {
    String text = "update " + column + " = ? where id = any(?)";
    try (PreparedStatement update = connection.prepareStatement(text)) {
      update.setString(1, value);
      update.setArray(2, connection.createArrayOf("bigint", ids.toArray()));
      update.executeUpdate();
    }
  }
}
