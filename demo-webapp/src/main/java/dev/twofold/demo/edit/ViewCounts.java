package dev.twofold.demo.edit;

import static java.util.Objects.requireNonNull;

import dev.twofold.hibernate.PositionedWriter;
import dev.twofold.write.QueuedWrite;
import dev.twofold.write.WriteBatch;
import dev.twofold.write.WriteBehind;
import dev.twofold.write.WriteQueue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Counts views of pictures: behind, in a queue where they wait for the database, if there is a
 * Redis to keep it; else at once. Thread-safe.
 */
public final class ViewCounts {

  private final SessionFactory sessionFactory;
  private final @Nullable WriteQueue<Long, Long> queue;

  /**
   * @param queue of {@link #behind}; null: there is no Redis
   */
  public ViewCounts(SessionFactory sessionFactory, @Nullable WriteQueue<Long, Long> queue) {
    this.sessionFactory = requireNonNull(sessionFactory, "sessionFactory");
    this.queue = queue;
  }

  /** Counts a view; if it is queued, its number follows in a moment. */
  public void count(long picture) {
    if (queue != null) {
      queue.add(picture, 1L);
      return;
    }
    sessionFactory.inTransaction(
        session ->
            session
                .createMutationQuery(
                    "update PictureViewsEntity set number = number + 1 where pictureId = :picture")
                .setParameter("picture", picture)
                .executeUpdate());
  }

  /** Where views wait; empty: there is no Redis. */
  public Optional<WriteQueue<Long, Long>> queue() {
    return Optional.ofNullable(queue);
  }

  /** The queue as an engine is built with it: one update for each picture of a batch. */
  public static WriteBehind<Long, Long> behind(SessionFactory sessionFactory) {
    return WriteBehind.coalescing(
        "picture-views",
        Long.class,
        Long.class,
        Long::sum,
        PositionedWriter.of(
            sessionFactory,
            (session, batch) -> session.doWork(connection -> add(connection, batch))));
  }

  private static void add(Connection connection, WriteBatch<Long, Long> batch) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update picture_views set number = number + ? where picture_id = ?")) {
      for (QueuedWrite<Long, Long> views : batch.writes()) {
        update.setLong(1, views.value());
        update.setLong(2, views.key());
        update.addBatch();
      }
      update.executeBatch();
    }
  }
}
