package dev.twofold.demo.edit;

import dev.twofold.hibernate.PositionedWriter;
import dev.twofold.write.QueuedWrite;
import dev.twofold.write.WriteBatch;
import dev.twofold.write.WriteBehind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.hibernate.SessionFactory;

/** The queue in which views of pictures wait for the database: one update for each picture. */
public final class ViewCounts {

  private ViewCounts() {}

  /** As the engine is built with it. */
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
