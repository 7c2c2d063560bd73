package dev.twofold.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.docs.Example.CommentEntity;
import dev.twofold.docs.Example.StoryEntity;
import dev.twofold.docs.Example.UserEntity;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.Dependency;
import dev.twofold.loader.LoadContext;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsistencyExamplesTest {

  private final TestDatabase database =
      TestDatabase.h2(UserEntity.class, StoryEntity.class, CommentEntity.class);
  private final SessionFactory sessionFactory = database.sessionFactory();
  private Twofold twofold;

  @BeforeEach
  void start() {
    sessionFactory.inTransaction(
        session -> {
          UserEntity ada = new UserEntity(1, "ada");
          session.persist(ada);
          session.persist(new StoryEntity(10, "one", 3, ada));
          session.persist(new StoryEntity(20, "two", 5, ada));
        });
    twofold =
        Twofold.builder()
            .database(HibernateDatabase.of(sessionFactory))
            .distributed(new InMemoryTier())
            .register(new AuthorScores())
            .build();
  }

  @AfterEach
  void stop() {
    twofold.close();
    database.close();
  }

  @Test
  void dependency_makesTheRightKeysStale() {
    assertThat(score()).isEqualTo(8);
    sessionFactory.inTransaction(session -> session.find(StoryEntity.class, 10L).score = 4);
    assertThat(score()).isEqualTo(9);
  }

  @Test
  void writerThatNobodySees_isTold() {
    assertThat(score()).isEqualTo(8);
    sessionFactory.inTransaction(
        session ->
            session.doWork(connection -> execute(connection, "update stories set score = 1")));
    assertThat(score()).isEqualTo(8);
    // snippet: invalidator
    twofold.invalidator().tablesChanged(Set.of("stories"));
    // end
    assertThat(score()).isEqualTo(2);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Map<Long, Long> sums(String sql, LoadContext context) throws SQLException {
    Map<Long, Long> sums = new HashMap<>();
    try (Statement statement = context.connection().createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        sums.put(rows.getLong(1), rows.getLong(2));
      }
    }
    return sums;
  }

  private long score() {
    try (LoadScope scope = twofold.open()) {
      return scope.require(AuthorScores.class, 1L);
    }
  }

  // snippet: dependencies
  static final class AuthorScores extends BatchLoader<Long, Long> {

    @Override
    public List<Dependency<Long>> dependencies() {
      return List.of(
          Dependency.on(StoryEntity.class, change -> change.values("author", Long.class)));
    }

    @Override
    public Map<Long, Long> loadAll(Set<Long> authors, LoadContext context) throws SQLException {
      return sums("select author_id, sum(score) from stories group by author_id", context);
    }
  }
  // end
}
