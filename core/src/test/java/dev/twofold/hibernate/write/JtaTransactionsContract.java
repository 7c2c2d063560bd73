package dev.twofold.hibernate.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.arjuna.ats.jta.UserTransaction;
import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.hibernate.write.Library.Note;
import dev.twofold.invalidation.OutboxRow;
import dev.twofold.loader.RowLoader;
import dev.twofold.settings.OutboxUse;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.FlakyTier;
import dev.twofold.testing.InMemoryTier;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Synchronization;
import javax.sql.XADataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.transaction.jta.platform.internal.NarayanaJtaPlatform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions of JTA, which others than Hibernate begin and end. */
abstract class JtaTransactionsContract {

  private final RecordingWrites told = new RecordingWrites();
  private final Platform platform = new Platform();
  private SessionFactory factory;
  private HibernateDatabase hibernate;

  /** A database that is new for each test. */
  abstract XADataSource dataSource();

  /** A manager that can be told to take no listeners any more. */
  private static final class Platform extends NarayanaJtaPlatform {

    private static final long serialVersionUID = 1L;

    private boolean isRefusing;

    @Override
    public void registerSynchronization(Synchronization synchronization) {
      if (isRefusing) {
        throw new IllegalStateException("the transaction has timed out");
      }
      super.registerSynchronization(synchronization);
    }
  }

  record NoteText(Long id, String text) {}

  static final class NoteLoader extends RowLoader<Long, NoteText> {
    NoteLoader() {
      super(Note.class);
    }
  }

  @BeforeEach
  void open() {
    Configuration configuration = new Configuration().addAnnotatedClass(Note.class);
    configuration.setProperty("hibernate.hbm2ddl.auto", "create-drop");
    configuration.setProperty("hibernate.transaction.coordinator_class", "jta");
    configuration.setProperty("hibernate.current_session_context_class", "jta");
    configuration.getProperties().put("hibernate.transaction.jta.platform", platform);
    configuration
        .getProperties()
        .put("hibernate.connection.datasource", new JtaConnections(dataSource()).dataSource());
    factory = configuration.buildSessionFactory();
    hibernate = HibernateDatabase.of(factory);
  }

  @AfterEach
  void close() {
    hibernate.close();
    factory.close();
  }

  private static void inTransaction(ThrowingCallable work) throws Throwable {
    UserTransaction.userTransaction().begin();
    try {
      work.call();
    } catch (Throwable e) {
      UserTransaction.userTransaction().rollback();
      throw e;
    }
    UserTransaction.userTransaction().commit();
  }

  @Test
  void commit_flushesAndIsToldBeforeAndAfter() throws Throwable {
    hibernate.listen(told);
    inTransaction(() -> factory.getCurrentSession().persist(Note.of(1, "a")));

    assertThat(told.take()).containsExactly("INSERT Note 1", "before commit", "committed");
  }

  @Test
  void commitThroughHibernate_isToldBeforeAndAfter() {
    hibernate.listen(told);
    factory.inTransaction(session -> session.persist(Note.of(1, "a")));

    assertThat(told.take()).containsExactly("INSERT Note 1", "before commit", "committed");
  }

  @Test
  void rollback_isTold() throws Throwable {
    hibernate.listen(told);
    UserTransaction.userTransaction().begin();
    Session session = factory.getCurrentSession();
    session.persist(Note.of(1, "a"));
    session.flush();
    UserTransaction.userTransaction().rollback();

    assertThat(told.take()).containsExactly("INSERT Note 1", "rolled back");
  }

  @Test
  void commitOfWhatMayOnlyBeRolledBack_isARollback() {
    hibernate.listen(told);
    assertThatThrownBy(
            () ->
                inTransaction(
                    () -> {
                      factory.getCurrentSession().persist(Note.of(1, "a"));
                      factory.getCurrentSession().flush();
                      UserTransaction.userTransaction().setRollbackOnly();
                    }))
        .isInstanceOf(RollbackException.class);

    assertThat(told.take()).containsExactly("INSERT Note 1", "rolled back");
  }

  @Test
  void flushThatFailsInTheCommit_isARollback() throws Throwable {
    inTransaction(() -> factory.getCurrentSession().persist(Note.of(1, "a")));
    hibernate.listen(told);
    assertThatThrownBy(
            () ->
                inTransaction(
                    () -> {
                      factory.getCurrentSession().persist(Note.of(2, "b"));
                      factory.getCurrentSession().flush();
                      factory.getCurrentSession().persist(Note.of(1, "a"));
                    }))
        .isInstanceOf(RollbackException.class);

    assertThat(told.take()).doesNotContain("before commit", "committed").endsWith("rolled back");
  }

  @Test
  void commitThatIsRefused_isRolledBack_andCountsAsUnknown() throws Throwable {
    hibernate.listen(told);
    told.beforeCommit(
        () -> {
          throw new IllegalStateException("no");
        });
    assertThatThrownBy(
            () -> inTransaction(() -> factory.getCurrentSession().persist(Note.of(1, "a"))))
        .isInstanceOf(RollbackException.class);

    assertThat(told.take()).containsExactly("INSERT Note 1", "before commit", "unknown");
    assertThat(rows("Note")).isZero();
  }

  @Test
  void statementInBulk_isToldBeforeAndAfter() throws Throwable {
    hibernate.listen(told);
    inTransaction(
        () ->
            factory
                .getCurrentSession()
                .createMutationQuery("update Note set text = 'x'")
                .executeUpdate());

    assertThat(told.take()).containsExactly("TABLES note", "before commit", "committed");
  }

  @Test
  void sessionsThatAreClosedBeforeTheCommit_areToldItsEnd() throws Throwable {
    hibernate.listen(told);
    inTransaction(
        () -> {
          try (StatelessSession session = factory.openStatelessSession()) {
            session.insert(Note.of(1, "a"));
          }
          try (Session session = factory.openSession()) {
            session.persist(Note.of(2, "b"));
            session.flush();
          }
          assertThat(told.take()).containsExactly("INSERT Note 1", "INSERT Note 2");
        });

    assertThat(told.take())
        .containsExactlyInAnyOrder("before commit", "before commit", "committed", "committed");
  }

  @Test
  void sessionThatIsClosedBeforeTheRollback_isToldIt() throws Throwable {
    hibernate.listen(told);
    UserTransaction.userTransaction().begin();
    try (StatelessSession session = factory.openStatelessSession()) {
      session.insert(Note.of(1, "a"));
    }
    UserTransaction.userTransaction().rollback();

    assertThat(told.take()).containsExactly("INSERT Note 1", "rolled back");
  }

  @Test
  void sessionThatIsClosed_whereTheManagerTakesNoListener_leavesTheOutcomeUnknown()
      throws Throwable {
    hibernate.listen(told);
    inTransaction(
        () -> {
          Session session = factory.openSession();
          session.persist(Note.of(1, "a"));
          session.flush();
          platform.isRefusing = true;
          session.close();
          platform.isRefusing = false;
        });

    assertThat(told.take()).containsExactly("INSERT Note 1", "unknown");
  }

  @Test
  void outbox_isPartOfTheTransaction() throws Throwable {
    hibernate.createOutboxTable();
    told.leave(new OutboxRow("1", "app", 1, new byte[] {1}));
    hibernate.listen(told);
    inTransaction(() -> factory.getCurrentSession().persist(Note.of(1, "a")));
    assertThat(rows("twofold_outbox")).isEqualTo(1);

    told.leave(new OutboxRow("2", "app", 1, new byte[] {1}));
    inTransaction(
        () -> {
          try (StatelessSession session = factory.openStatelessSession()) {
            session.insert(Note.of(2, "b"));
          }
        });
    assertThat(rows("twofold_outbox")).isEqualTo(2);

    told.leave(new OutboxRow("3", "app", 1, new byte[] {1}));
    told.beforeCommit(
        () -> {
          throw new IllegalStateException("no");
        });
    assertThatThrownBy(
            () -> inTransaction(() -> factory.getCurrentSession().persist(Note.of(3, "c"))))
        .isInstanceOf(RollbackException.class);
    assertThat(rows("twofold_outbox")).isEqualTo(2);
  }

  private long rows(String table) {
    return factory.fromTransaction(
        session ->
            session
                .createNativeQuery("select count(*) from " + table, Long.class)
                .getSingleResult());
  }

  @Test
  void request_seesItsOwnWrites_andOthersSeeThemAfterTheCommit() throws Throwable {
    hibernate.createOutboxTable();
    InMemoryTier tier = new InMemoryTier();
    try (Twofold twofold =
        Twofold.builder()
            .settings(TwofoldSettings.builder().outbox(OutboxUse.ON).build())
            .database(hibernate)
            .distributed(new FlakyTier(tier.node()))
            .register(new NoteLoader())
            .build()) {
      inTransaction(() -> factory.getCurrentSession().persist(Note.of(1, "a")));
      assertThat(text(twofold)).isEqualTo("a");
      int removals = tier.removals();

      try (LoadScope scope = twofold.open()) {
        inTransaction(
            () -> {
              factory.getCurrentSession().find(Note.class, 1L).text = "b";
              assertThat(scope.require(NoteLoader.class, 1L).text()).isEqualTo("b");
              assertThat(tier.removals()).isEqualTo(removals);
            });
        assertThat(scope.require(NoteLoader.class, 1L).text()).isEqualTo("b");
      }
      assertThat(tier.removals()).isEqualTo(removals + 1);
      assertThat(text(twofold)).isEqualTo("b");
      assertThat(twofold.stats().outbox().written()).isEqualTo(2);
      assertThat(twofold.stats().unknownOutcomes()).isZero();
    }
    assertThat(rows("twofold_outbox")).isZero();
  }

  private static String text(Twofold twofold) {
    try (LoadScope scope = twofold.open()) {
      return scope.require(NoteLoader.class, 1L).text();
    }
  }
}
