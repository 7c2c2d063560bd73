package dev.twofold;

import dev.twofold.hibernate.PositionedWriter;
import dev.twofold.testing.TestDatabase;
import dev.twofold.write.QueuedWrite;
import dev.twofold.write.WriteBatch;
import dev.twofold.write.WriteBehind;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** Pages whose views are counted behind, and a log of who has viewed them. */
final class PageViews {

  private PageViews() {}

  @Entity(name = "Page")
  @Table(name = "pages")
  static class PageEntity {
    @Id long id;
    long views;

    PageEntity() {}

    PageEntity(long id) {
      this.id = id;
    }
  }

  /** Refuses visitors without a name. */
  @Entity(name = "Visit")
  @Table(name = "visits")
  static class VisitEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    long id;

    long page;
    String visitor;
  }

  static TestDatabase open(String url) {
    TestDatabase database =
        TestDatabase.at(url, PageEntity.class, VisitEntity.class)
            .setting("hibernate.hbm2ddl.auto", "update")
            .open();
    counts(database.sessionFactory()).createTable();
    return database;
  }

  /** Empties the tables, and puts pages from 1 with no views. */
  static void reset(SessionFactory sessions, int pages) {
    sessions.inTransaction(
        session -> {
          for (String table : List.of("pages", "visits", "twofold_write_position")) {
            session.createNativeMutationQuery("delete from " + table).executeUpdate();
          }
          LongStream.rangeClosed(1, pages).mapToObj(PageEntity::new).forEach(session::persist);
        });
  }

  /** The sum of all views. */
  static long views(SessionFactory sessions) {
    return sessions.fromSession(
        session ->
            session
                .createSelectionQuery("select coalesce(sum(views), 0) from Page", Long.class)
                .getSingleResult());
  }

  static long views(SessionFactory sessions, long page) {
    return sessions.fromSession(session -> session.find(PageEntity.class, page).views);
  }

  /** Who has viewed a page, in the order of the log. */
  static List<String> visitors(SessionFactory sessions, long page) {
    return sessions.fromSession(
        session ->
            session
                .createSelectionQuery(
                    "select visitor from Visit where page = :page order by id", String.class)
                .setParameter("page", page)
                .getResultList());
  }

  /** Sums of views; a page that is not there is refused. */
  static WriteBehind<Long, Long> counting(SessionFactory sessions) {
    return WriteBehind.coalescing("views", Long.class, Long.class, Long::sum, counts(sessions));
  }

  /** Visits one by one; a visitor without a name is refused. */
  static WriteBehind<Long, String> logging(SessionFactory sessions) {
    return WriteBehind.log(
        "visits", Long.class, String.class, PositionedWriter.of(sessions, PageViews::append));
  }

  private static PositionedWriter<Long, Long> counts(SessionFactory sessions) {
    return PositionedWriter.of(sessions, PageViews::count);
  }

  /**
   * As {@link #counting}, a batch taking a while, so that it can be killed in the middle, and the
   * one after so many writes for ever, so that it never gets to the end however late it is killed.
   */
  static WriteBehind<Long, Long> countingSlowly(SessionFactory sessions, int end) {
    return WriteBehind.coalescing(
        "views", Long.class, Long.class, Long::sum, slowly(sessions, PageViews::count, end));
  }

  /** As {@link #logging}, as slowly. */
  static WriteBehind<Long, String> loggingSlowly(SessionFactory sessions, int end) {
    return WriteBehind.log(
        "visits", Long.class, String.class, slowly(sessions, PageViews::append, end));
  }

  private static <V> PositionedWriter<Long, V> slowly(
      SessionFactory sessions, BiConsumer<Session, WriteBatch<Long, V>> work, int end) {
    AtomicInteger written = new AtomicInteger();
    return PositionedWriter.of(
        sessions,
        (session, batch) -> {
          work.accept(session, batch);
          if (written.addAndGet(batch.entries().size()) > end) {
            new Semaphore(0).acquireUninterruptibly();
          }
          session.createNativeQuery("select cast(pg_sleep(0.05) as text)", String.class).list();
        });
  }

  private static void count(Session session, WriteBatch<Long, Long> batch) {
    session.doWork(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement("update pages set views = views + ? where id = ?")) {
            for (QueuedWrite<Long, Long> write : batch.writes()) {
              update.setLong(1, write.value());
              update.setLong(2, write.key());
              update.addBatch();
            }
            for (int rows : update.executeBatch()) {
              if (rows != 1) {
                throw new SQLException("there is no such page", "02000");
              }
            }
          }
        });
  }

  private static void append(Session session, WriteBatch<Long, String> batch) {
    session.doWork(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into visits (page, visitor) values (?, nullif(?, ''))")) {
            for (QueuedWrite<Long, String> write : batch.writes()) {
              if (write.value().isEmpty()) {
                throw new SQLException("a visitor has no name", "23502");
              }
              insert.setLong(1, write.key());
              insert.setString(2, write.value());
              insert.addBatch();
            }
            insert.executeBatch();
          }
        });
  }
}
