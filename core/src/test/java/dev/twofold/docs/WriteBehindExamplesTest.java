package dev.twofold.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.docs.Example.CommentEntity;
import dev.twofold.docs.Example.StoryEntity;
import dev.twofold.docs.Example.UserEntity;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.hibernate.PositionedWriter;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.settings.WhenUnavailable;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.TestDatabase;
import dev.twofold.tier.DistributedTier;
import dev.twofold.write.QueuedWrite;
import dev.twofold.write.WriteBatch;
import dev.twofold.write.WriteBehind;
import dev.twofold.write.WriteQueue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WriteBehindExamplesTest {

  private final TestDatabase database =
      TestDatabase.h2(UserEntity.class, StoryEntity.class, CommentEntity.class);
  private final SessionFactory sessionFactory = database.sessionFactory();
  private final DistributedTier tier = new InMemoryTier();

  @AfterEach
  void stop() {
    database.close();
  }

  static final class ScoreLoader extends BatchLoader<Long, Long> {
    @Override
    public Map<Long, Long> loadAll(Set<Long> ids, LoadContext context) {
      Map<Long, Long> scores = new HashMap<>();
      context
          .session(StatelessSession.class)
          .createSelectionQuery("select id, score from Story where id in :ids", Object[].class)
          .setParameterList("ids", ids)
          .getResultList()
          .forEach(row -> scores.put((Long) row[0], (Long) row[1]));
      return scores;
    }
  }

  // snippet: write-behind-statement
  static void addVotes(Connection connection, WriteBatch<Long, Long> batch) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update stories set score = score + ? where id = ?")) {
      for (QueuedWrite<Long, Long> votes : batch.writes()) { // one for each story
        update.setLong(1, votes.value());
        update.setLong(2, votes.key());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  // end

  @Test
  void votes_areWrittenBehind_andTheScoresThatWereCachedAreStale() {
    sessionFactory.inTransaction(session -> session.persist(new StoryEntity(10, "one", 3, null)));
    // snippet: write-behind
    PositionedWriter<Long, Long> writer =
        PositionedWriter.of(
            sessionFactory,
            (session, batch) -> session.doWork(connection -> addVotes(connection, batch)));
    WriteBehind<Long, Long> votes =
        WriteBehind.coalescing("votes", Long.class, Long.class, Long::sum, writer)
            .with(policy -> policy.withWhenUnavailable(WhenUnavailable.REFUSE));
    // end
    writer.createTable();
    // snippet: write-behind-engine
    Twofold twofold =
        Twofold.builder()
            .database(HibernateDatabase.of(sessionFactory))
            .distributed(tier)
            .register(new ScoreLoader())
            .queue(votes, ScoreLoader.class) // what it has under the keys of a batch is stale then
            .build();

    WriteQueue<Long, Long> queue = twofold.queue(votes);
    queue.add(10L, 1L);
    // end
    try (twofold) {
      assertThat(score(twofold)).isBetween(3L, 4L);
      queue.addAll(Map.of(10L, 2L));
      assertThat(queue.drain(Duration.ofMinutes(2))).isTrue();
      assertThat(score(twofold)).isEqualTo(6);
    }
  }

  private static long score(Twofold twofold) {
    try (LoadScope scope = twofold.open()) {
      return scope.require(ScoreLoader.class, 10L);
    }
  }
}
