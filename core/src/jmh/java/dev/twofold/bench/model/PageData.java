package dev.twofold.bench.model;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The rows that pages are made of, the same in every run: 2,000 posts with five comments each,
 * 5,000 users and as many photos.
 */
public final class PageData {

  private static final int POSTS = 2_000;
  private static final int USERS = 5_000;
  private static final int COMMENTS_OF_POST = 5;
  private static final int POSTS_OF_PAGE = 100;

  /** Posts, users, photos, comments and lists of comments of a page, nearly. */
  public static final int OBJECTS_OF_PAGE = 1_370;

  private static final int ROWS_OF_BATCH = 1_000;

  private PageData() {}

  /** Fills the tables, which are there and empty. */
  public static void fill(DataSource database) {
    try (Connection connection = database.getConnection()) {
      insert(connection, "photo (id, url)", USERS, PageData::photo);
      insert(connection, "app_user (id, name, photo_id)", USERS, PageData::user);
      insert(connection, "post (id, title, body, author_id)", POSTS, PageData::post);
      insert(
          connection,
          "post_comment (id, text, post_id, author_id)",
          POSTS * COMMENTS_OF_POST,
          PageData::comment);
      // What a database does by itself after a while: without it, it guesses how to read.
      try (Statement statement = connection.createStatement()) {
        statement.execute("analyze");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Row {
    Object[] of(long id);
  }

  private static void insert(Connection connection, String columns, int rows, Row row)
      throws SQLException {
    String marks = "?" + ", ?".repeat(row.of(1).length - 1);
    try (PreparedStatement insert =
        connection.prepareStatement("insert into " + columns + " values (" + marks + ")")) {
      for (long id = 1; id <= rows; id++) {
        Object[] values = row.of(id);
        for (int i = 0; i < values.length; i++) {
          insert.setObject(i + 1, values[i]);
        }
        insert.addBatch();
        if (id % ROWS_OF_BATCH == 0 || id == rows) {
          insert.executeBatch();
        }
      }
    }
  }

  private static Object[] photo(long id) {
    return new Object[] {id, "/photos/" + id + ".jpg"};
  }

  private static Object[] user(long id) {
    return new Object[] {id, "user " + id, id};
  }

  private static Object[] post(long id) {
    return new Object[] {id, "post " + id, "lorem ipsum ".repeat(20), anyUser(id)};
  }

  private static Object[] comment(long id) {
    long post = (id - 1) / COMMENTS_OF_POST + 1;
    return new Object[] {id, "what is to be said, " + id, post, anyUser(-id)};
  }

  private static long anyUser(long seed) {
    return 1 + Math.floorMod((seed * 0x9E3779B97F4A7C15L) >>> 17, (long) USERS);
  }

  /** The ids of the posts of a page: a hundred of all, in no order. */
  public static List<Long> page(int number) {
    Random random = new Random(number);
    Set<Long> ids = new LinkedHashSet<>();
    while (ids.size() < POSTS_OF_PAGE) {
      ids.add(1 + (long) random.nextInt(POSTS));
    }
    return List.copyOf(ids);
  }

  /** Comments, posts and authors of a page that are written, in the proportions of the page. */
  public static Changes changes(List<Long> page, int rows, String text) {
    Random random = new Random(text.hashCode());
    Set<Long> posts = new LinkedHashSet<>();
    Set<Long> users = new LinkedHashSet<>();
    Set<Long> comments = new LinkedHashSet<>();
    while (posts.size() + users.size() + comments.size() < rows) {
      long post = page.get(random.nextInt(page.size()));
      long comment = (post - 1) * COMMENTS_OF_POST + 1 + random.nextInt(COMMENTS_OF_POST);
      switch (random.nextInt(12)) {
        case 0 -> posts.add(post);
        case 1, 2, 3, 4, 5 -> users.add(anyUser(-comment));
        default -> comments.add(comment);
      }
    }
    return new Changes(
        new ArrayList<>(posts), new ArrayList<>(users), new ArrayList<>(comments), text);
  }
}
