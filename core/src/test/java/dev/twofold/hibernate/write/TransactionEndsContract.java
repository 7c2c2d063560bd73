package dev.twofold.hibernate.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.hibernate.write.Library.Note;
import dev.twofold.testing.TestDatabase;
import jakarta.transaction.Synchronization;
import java.sql.Connection;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.AfterCompletionCallback;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.BeforeCompletionCallback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How transactions end, and what is told of it when. */
abstract class TransactionEndsContract {

  private final RecordingWrites told = new RecordingWrites();
  private CommitFailures commits;
  private TestDatabase database;
  private SessionFactory factory;
  private HibernateDatabase hibernate;

  /** A database that is new for each test. */
  abstract String url();

  @BeforeEach
  void open() {
    commits = new CommitFailures(url());
    database =
        TestDatabase.at(commits.url(), Note.class)
            .setting("hibernate.connection.datasource", commits.dataSource())
            .open();
    factory = database.sessionFactory();
    hibernate = HibernateDatabase.of(factory);
    hibernate.listen(told);
  }

  @AfterEach
  void close() {
    hibernate.close();
    database.close();
  }

  private long rows() {
    return factory.fromStatelessSession(
        session ->
            session
                .createSelectionQuery("select count(*) from Note", Long.class)
                .getSingleResult());
  }

  private static TransactionCompletionCallbacks callbacks(Session session) {
    return session
        .unwrap(SharedSessionContractImplementor.class)
        .getTransactionCompletionCallbacks();
  }

  @Test
  void commit_isToldBeforeAndAfter() {
    List<Long> seen = new ArrayList<>();
    told.beforeCommit(() -> seen.add(rows()));
    factory.inTransaction(session -> session.persist(Note.of(1, "a")));
    seen.add(rows());

    assertThat(told.take()).containsExactly("INSERT Note 1", "before commit", "committed");
    assertThat(seen).containsExactly(0L, 1L);
  }

  @Test
  void statelessCommit_isToldBeforeAndAfter() {
    factory.inStatelessTransaction(session -> session.insert(Note.of(1, "a")));

    assertThat(told.take()).containsExactly("INSERT Note 1", "before commit", "committed");
  }

  @Test
  void transactionThatWritesNothing_isNotTold() {
    factory.inTransaction(session -> session.find(Note.class, 1L));

    assertThat(told.begun()).isZero();
  }

  @Test
  void rollback_afterAFlush_isTold() {
    try (Session session = factory.openSession()) {
      session.beginTransaction();
      session.persist(Note.of(1, "a"));
      session.flush();
      session.getTransaction().rollback();
    }

    assertThat(told.take()).containsExactly("INSERT Note 1", "rolled back");
  }

  @Test
  void rollback_ofASessionThatEndsWithItsTransaction_isTold() {
    Session session = factory.withOptions().autoClose(true).openSession();
    session.beginTransaction();
    session.persist(Note.of(1, "a"));
    session.flush();
    session.getTransaction().rollback();

    assertThat(session.isOpen()).isFalse();
    assertThat(told.take()).containsExactly("INSERT Note 1", "rolled back");
  }

  @Test
  void rollback_beforeTheFlush_tellsNothing() {
    try (Session session = factory.openSession()) {
      session.beginTransaction();
      session.persist(Note.of(1, "a"));
      session.getTransaction().rollback();
    }

    assertThat(told.begun()).isZero();
  }

  @Test
  void commitOfWhatMayOnlyBeRolledBack_isARollback() {
    try (Session session = factory.openSession()) {
      session.beginTransaction();
      session.persist(Note.of(1, "a"));
      session.flush();
      session.getTransaction().setRollbackOnly();
      session.getTransaction().commit();
    }

    assertThat(told.take()).containsExactly("INSERT Note 1", "rolled back");
  }

  @Test
  void flushThatFailsInTheCommit_isARollback() {
    assertThatThrownBy(
            () ->
                factory.inTransaction(
                    session -> {
                      session.persist(Note.of(1, "a"));
                      session.persist(Note.of(2, "a"));
                    }))
        .isNotNull();

    assertThat(told.take()).startsWith("INSERT Note 1").endsWith("rolled back");
    assertThat(told.begun()).isEqualTo(1);
    assertThat(rows()).isZero();
  }

  @Test
  void listenerThatFailsBeforeTheCommit_abortsIt() {
    told.beforeCommit(
        () -> {
          throw new IllegalStateException("not reachable");
        });

    assertThatThrownBy(() -> factory.inTransaction(session -> session.persist(Note.of(1, "a"))))
        .hasStackTraceContaining("not reachable");
    assertThat(told.take()).containsExactly("INSERT Note 1", "before commit", "rolled back");
    assertThat(rows()).isZero();
  }

  @Test
  void callbackThatFailsBeforeTheCommit_isARollback() {
    assertThatThrownBy(
            () ->
                factory.inTransaction(
                    session -> {
                      callbacks(session)
                          .registerCallback(
                              (BeforeCompletionCallback)
                                  completing -> {
                                    throw new IllegalStateException("refused");
                                  });
                      session.persist(Note.of(1, "a"));
                    }))
        .hasStackTraceContaining("refused");

    assertThat(told.take()).containsExactly("INSERT Note 1", "rolled back");
  }

  @Test
  void callbackThatFailsAfterTheCommit_hidesNothing() {
    assertThatThrownBy(
            () ->
                factory.inTransaction(
                    session -> {
                      callbacks(session)
                          .registerCallback(
                              (AfterCompletionCallback)
                                  (success, completed) -> {
                                    throw new IllegalStateException("too late");
                                  });
                      session.persist(Note.of(1, "a"));
                    }))
        .hasStackTraceContaining("too late");

    assertThat(told.take()).containsExactly("INSERT Note 1", "before commit", "committed");
    assertThat(rows()).isEqualTo(1);
  }

  /** The only thing that keeps the end from being told. */
  private static void failAfterCompletion(Session session) {
    session
        .getTransaction()
        .registerSynchronization(
            new Synchronization() {
              @Override
              public void beforeCompletion() {}

              @Override
              public void afterCompletion(int status) {
                throw new IllegalStateException("too late");
              }
            });
  }

  @Test
  void endThatWasHidden_isToldToBeUnknown_whenTheNextTransactionBegins() {
    try (Session session = factory.openSession()) {
      session.beginTransaction();
      failAfterCompletion(session);
      session.persist(Note.of(1, "a"));
      assertThatThrownBy(() -> session.getTransaction().commit()).isNotNull();
      assertThat(told.take()).containsExactly("INSERT Note 1", "before commit");

      session.beginTransaction();
      assertThat(told.take()).containsExactly("unknown");
      session.persist(Note.of(2, "b"));
      session.getTransaction().commit();
    }

    assertThat(told.take()).containsExactly("INSERT Note 2", "before commit", "committed");
  }

  @Test
  void endThatWasHidden_isToldToBeUnknown_whenTheSessionCloses() {
    try (Session session = factory.openSession()) {
      session.beginTransaction();
      failAfterCompletion(session);
      session.persist(Note.of(1, "a"));
      assertThatThrownBy(() -> session.getTransaction().commit()).isNotNull();
    }

    assertThat(told.take()).containsExactly("INSERT Note 1", "before commit", "unknown");
  }

  @Test
  void commitThatWasNotSent_isUnknown() {
    commits.failNext(false);
    assertThatThrownBy(() -> factory.inTransaction(session -> session.persist(Note.of(1, "a"))))
        .isNotNull();

    assertThat(told.take()).containsExactly("INSERT Note 1", "before commit", "unknown");
    assertThat(rows()).isZero();
  }

  @Test
  void commitWithoutAnAnswer_isUnknown() {
    commits.failNext(true);
    assertThatThrownBy(() -> factory.inTransaction(session -> session.persist(Note.of(1, "a"))))
        .isNotNull();

    assertThat(told.take()).containsExactly("INSERT Note 1", "before commit", "unknown");
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void transactionThatIsLeftOpen_isUnknown_whenTheSessionCloses() {
    try (Session session = factory.openSession()) {
      session.beginTransaction();
      session.persist(Note.of(1, "a"));
      session.flush();
    }

    assertThat(told.take()).containsExactly("INSERT Note 1", "unknown");
  }

  @Test
  void savepoint_isNoEnd() {
    factory.inTransaction(
        session -> {
          session.persist(Note.of(1, "a"));
          session.flush();
          session.doWork(
              connection -> {
                Savepoint savepoint = connection.setSavepoint();
                session.persist(Note.of(2, "b"));
                session.flush();
                connection.rollback(savepoint);
              });
        });

    assertThat(told.take())
        .containsExactly("INSERT Note 1", "INSERT Note 2", "before commit", "committed");
    assertThat(told.begun()).isEqualTo(1);
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void transactionsOfOneSession_areToldApart() {
    try (Session session = factory.openSession()) {
      session.inTransaction(transaction -> session.persist(Note.of(1, "a")));
      session.inTransaction(transaction -> session.persist(Note.of(2, "b")));
    }

    assertThat(told.take())
        .containsExactly(
            "INSERT Note 1",
            "before commit",
            "committed",
            "INSERT Note 2",
            "before commit",
            "committed");
    assertThat(told.begun()).isEqualTo(2);
  }

  @Test
  void firstWriteInASynchronization_neitherBreaksTheOthersNorIsMissed() {
    factory.inTransaction(
        session -> {
          for (long id = 1; id <= 2; id++) {
            Note note = Note.of(id, "note " + id);
            session
                .getTransaction()
                .registerSynchronization(
                    new Synchronization() {
                      @Override
                      public void beforeCompletion() {
                        session.persist(note);
                        session.flush();
                      }

                      @Override
                      public void afterCompletion(int status) {}
                    });
          }
        });

    assertThat(told.take())
        .containsExactly("INSERT Note 1", "INSERT Note 2", "before commit", "committed");
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void sessionsThatShareATransaction_areToldAsOne() {
    factory.inTransaction(
        session -> {
          Session sharing = session.sessionWithOptions().connection().openSession();
          sharing.persist(Note.of(1, "a"));
          session.persist(Note.of(2, "b"));
        });

    assertThat(told.take())
        .containsSubsequence("INSERT Note 1", "before commit", "committed")
        .containsSubsequence("INSERT Note 2", "before commit", "committed")
        .containsOnlyOnce("committed");
    assertThat(told.begun()).isEqualTo(1);
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void sessionThatSharesATransactionAndWritesAlone_isToldBeforeTheCommit() {
    factory.inTransaction(
        session -> {
          Session sharing = session.sessionWithOptions().connection().openSession();
          sharing.persist(Note.of(1, "a"));
        });

    assertThat(told.take()).containsExactly("INSERT Note 1", "before commit", "committed");
  }

  @Test
  void writeOutsideOfATransaction_isOneOfItsOwn() {
    try (StatelessSession session = factory.openStatelessSession()) {
      session.insert(Note.of(1, "a"));
      session.insert(Note.of(2, "b"));
    }

    assertThat(told.take())
        .containsExactly("INSERT Note 1", "committed", "INSERT Note 2", "committed");
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void writeOutsideOfATransaction_onAConnectionThatDoesNotCommit_isUnknown() {
    try (StatelessSession session = factory.openStatelessSession()) {
      session.doWork(connection -> connection.setAutoCommit(false));
      session.insert(Note.of(1, "a"));
      session.doWork(Connection::rollback);
    }

    assertThat(told.take()).containsExactly("INSERT Note 1", "unknown");
  }

  @Test
  void writeOutsideOfATransaction_thatWaitsInABatch_isUnknown() {
    try (StatelessSession session = factory.openStatelessSession()) {
      session.insertMultiple(List.of(Note.of(1, "a"), Note.of(2, "b")));
    }

    assertThat(told.take()).containsExactly("INSERT Note 1", "unknown", "INSERT Note 2", "unknown");
  }

  @Test
  void closedListener_isToldEndsOnly() {
    try (Session session = factory.openSession()) {
      session.beginTransaction();
      session.persist(Note.of(1, "a"));
      session.flush();
      hibernate.close();
      session.persist(Note.of(2, "b"));
      session.getTransaction().commit();
    }
    factory.inTransaction(session -> session.persist(Note.of(3, "c")));

    assertThat(told.take()).containsExactly("INSERT Note 1", "before commit", "committed");
  }

  @Test
  void severalListeners_areToldAlike() {
    RecordingWrites second = new RecordingWrites();
    try (HibernateDatabase other = HibernateDatabase.of(factory)) {
      other.listen(second);
      factory.inTransaction(session -> session.persist(Note.of(1, "a")));
    }
    factory.inTransaction(session -> session.persist(Note.of(2, "b")));

    assertThat(second.take()).containsExactly("INSERT Note 1", "before commit", "committed");
    assertThat(told.take()).hasSize(6);
  }

  @Test
  void secondListenerOfADatabase_isRefused() {
    assertThatThrownBy(() -> hibernate.listen(new RecordingWrites()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("somebody listens to database 'default' already");
  }
}
