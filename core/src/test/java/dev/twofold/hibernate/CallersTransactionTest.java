package dev.twofold.hibernate;

import static dev.twofold.hibernate.HibernateDatabaseTest.BOOKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.hibernate.HibernateDatabaseTest.Book;
import dev.twofold.hibernate.HibernateDatabaseTest.BookRow;
import dev.twofold.key.ParameterValues;
import dev.twofold.testing.TestDatabase;
import dev.twofold.tier.DatabaseRead;
import dev.twofold.tier.RowReader.Row;
import dev.twofold.tier.Source;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.context.internal.ManagedSessionContext;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Reads inside a transaction that the caller has begun. */
class CallersTransactionTest {

  private static final Duration BUDGET = Duration.ofSeconds(20);

  private TestDatabase database;
  private HibernateDatabase hibernate;

  private SessionFactory open(String currentSessionContext) {
    database =
        TestDatabase.onH2(Book.class)
            .setting("hibernate.current_session_context_class", currentSessionContext)
            .open();
    hibernate = HibernateDatabase.of(database.sessionFactory());
    return database.sessionFactory();
  }

  private SessionFactory openWith(AtomicReference<SharedSessionContract> current) {
    database = TestDatabase.h2(Book.class);
    hibernate =
        HibernateDatabase.builder(database.sessionFactory()).currentSession(current::get).build();
    return database.sessionFactory();
  }

  @AfterEach
  void closeDatabase() {
    assertThat(database.connectionsInUse()).isZero();
    database.close();
  }

  /** Reads book 1 and asserts how. */
  private List<Row<Long, BookRow>> read(boolean inCallersTransaction, int connections) {
    database.reset();
    try (DatabaseRead read = hibernate.open(Source.READER, BUDGET, null)) {
      assertThat(read.inCallersTransaction()).isEqualTo(inCallersTransaction);
      List<Row<Long, BookRow>> rows =
          hibernate.rowReader(BOOKS).readByIds(List.of(1L), ParameterValues.none(), read);
      assertThat(read.statements()).isEqualTo(1);
      assertThat(database.connectionsTaken()).isEqualTo(connections);
      return rows;
    }
  }

  private void assertReadInside() {
    assertThat(read(true, 0)).hasSize(1);
  }

  private void assertReadOutside() {
    assertThat(read(false, 1)).isEmpty();
  }

  @Nested
  class NamedBySupplier {

    private final AtomicReference<SharedSessionContract> current = new AtomicReference<>();

    @Test
    void session_isFlushedAndLeftAsItWas() {
      SessionFactory factory = openWith(current);
      factory.inTransaction(
          session -> {
            current.set(session);
            Book book = Book.of(1, "Emma");
            session.persist(book);
            assertReadInside();
            assertThat(session.isOpen()).isTrue();
            assertThat(session.contains(book)).isTrue();
            assertThat(session.getTransaction().isActive()).isTrue();
          });
      current.set(null);
      assertThat(read(false, 1)).hasSize(1);
    }

    @Test
    void statelessSession_isFoundToo() {
      SessionFactory factory = openWith(current);
      factory.inStatelessTransaction(
          session -> {
            current.set(session);
            session.insert(Book.of(1, "Emma"));
            assertReadInside();
          });
    }

    @Test
    void batchOfAStatelessSession_isExecutedFirst() {
      SessionFactory factory = openWith(current);
      factory.inStatelessTransaction(
          session -> {
            current.set(session);
            session.setJdbcBatchSize(10);
            session.insert(Book.of(1, "Emma"));
            assertReadInside();
          });
    }

    @Test
    void sessionThatReleasesItsConnectionAfterEachStatement_lendsItAllTheSame() {
      database =
          TestDatabase.onH2(Book.class)
              .setting(
                  "hibernate.connection.handling_mode",
                  "DELAYED_ACQUISITION_AND_RELEASE_AFTER_STATEMENT")
              .open();
      hibernate =
          HibernateDatabase.builder(database.sessionFactory()).currentSession(current::get).build();
      try (Session session = database.sessionFactory().openSession()) {
        current.set(session);
        session.beginTransaction();
        assertThat(read(true, 0)).isEmpty();
        session.getTransaction().rollback();
      }
    }

    @Test
    void failureOfTheFlush_reachesTheCallerAsItIs() {
      SessionFactory factory = openWith(current);
      factory.inTransaction(session -> session.persist(Book.of(1, "Emma")));
      try (Session session = factory.openSession()) {
        current.set(session);
        session.beginTransaction();
        session.persist(Book.of(1, "Persuasion"));
        assertThatThrownBy(() -> read(true, 0)).isInstanceOf(ConstraintViolationException.class);
        session.getTransaction().rollback();
      }
    }

    @Test
    void sessionThatDoesNotFlushBeforeQueries_isNotFlushed() {
      SessionFactory factory = openWith(current);
      factory.inTransaction(
          session -> {
            current.set(session);
            session.setHibernateFlushMode(FlushMode.COMMIT);
            session.persist(Book.of(1, "Emma"));
            assertThat(read(true, 0)).isEmpty();
          });
    }

    @Test
    void sessionOfTheRead_seesTheWriteAndDoesNotTouchTheCallers() {
      SessionFactory factory = openWith(current);
      factory.inTransaction(
          session -> {
            current.set(session);
            Book book = Book.of(1, "Emma");
            session.persist(book);
            database.reset();
            try (DatabaseRead read = hibernate.open(Source.WRITER, BUDGET, null)) {
              StatelessSession own = read.session(StatelessSession.class);
              assertThat(own.get(Book.class, 1L).title).isEqualTo("Emma");
              assertThat(read.session(Session.class)).isNotSameAs(session);
              assertThat(read.statements()).isEqualTo(1);
            }
            assertThat(database.connectionsTaken()).isZero();
            assertThat(session.contains(book)).isTrue();
          });
    }

    @Test
    void sessionWithoutTransaction_doesNotCount() {
      SessionFactory factory = openWith(current);
      factory.inSession(
          session -> {
            current.set(session);
            assertReadOutside();
          });
    }

    @Test
    void rollback_isSeenAfterwards() {
      SessionFactory factory = openWith(current);
      try (Session session = factory.openSession()) {
        current.set(session);
        session.beginTransaction();
        session.persist(Book.of(1, "Emma"));
        assertReadInside();
        session.getTransaction().rollback();
      }
      assertReadOutside();
    }
  }

  @Nested
  class BoundToTheThread {

    @Test
    void sessionInTransaction_isFound() {
      Session session = open("thread").getCurrentSession();
      session.beginTransaction();
      session.persist(Book.of(1, "Emma"));
      assertReadInside();
      session.getTransaction().commit();
      assertThat(read(false, 1)).hasSize(1);
    }

    @Test
    void noSession_opensNone() {
      SessionFactory factory = open("thread");
      factory.getStatistics().setStatisticsEnabled(true);
      assertReadOutside();
      assertThat(factory.getStatistics().getSessionOpenCount()).isZero();
    }
  }

  @Nested
  class BoundByAFramework {

    @Test
    void sessionInTransaction_isFound() {
      SessionFactory factory = open("managed");
      try (Session session = factory.openSession()) {
        ManagedSessionContext.bind(session);
        session.beginTransaction();
        session.persist(Book.of(1, "Emma"));
        assertReadInside();
        session.getTransaction().commit();
      } finally {
        ManagedSessionContext.unbind(factory);
      }
    }

    @Test
    void noSession_isNoError() {
      open("managed");
      assertReadOutside();
    }
  }
}
