package dev.twofold.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.ConfigurationException;
import dev.twofold.error.TierException;
import dev.twofold.key.ParameterValues;
import dev.twofold.testing.TestDatabase;
import dev.twofold.tier.DatabaseRead;
import dev.twofold.tier.RowMapping;
import dev.twofold.tier.RowReader;
import dev.twofold.tier.Source;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HibernateDatabaseTest {

  private static final Duration BUDGET = Duration.ofSeconds(20);

  @Entity(name = "Book")
  static class Book {
    @Id long id;
    String title;

    static Book of(long id, String title) {
      Book book = new Book();
      book.id = id;
      book.title = title;
      return book;
    }
  }

  record BookRow(long id, String title) {}

  static final RowMapping<Long, BookRow> BOOKS =
      new RowMapping<>("BookLoader", Book.class, Long.class, BookRow.class, List.of(), null);

  private TestDatabase database;
  private HibernateDatabase hibernate;

  @BeforeEach
  void openDatabase() {
    use(TestDatabase.h2(Book.class));
  }

  private void use(TestDatabase opened) {
    if (database != null) {
      database.close();
    }
    database = opened;
    hibernate = HibernateDatabase.of(database.sessionFactory());
    database.sessionFactory().inTransaction(session -> session.persist(Book.of(1, "Emma")));
    database.reset();
  }

  @AfterEach
  void closeDatabase() {
    assertThat(database.connectionsInUse()).isZero();
    database.close();
  }

  private DatabaseRead open() {
    return hibernate.open(Source.READER, BUDGET, null);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long books() {
    return database
        .sessionFactory()
        .fromSession(
            session ->
                session
                    .createSelectionQuery("select count(*) from Book", Long.class)
                    .getSingleResult());
  }

  @Nested
  class Connections {

    @Test
    void open_takesNone() {
      try (DatabaseRead read = open()) {
        assertThat(read.statements()).isZero();
        assertThat(read.inCallersTransaction()).isFalse();
      }
      assertThat(database.connectionsTaken()).isZero();
    }

    @Test
    void everythingInARead_sharesOne() throws SQLException {
      RowReader<Long, BookRow> reader = hibernate.rowReader(BOOKS);
      try (DatabaseRead read = open()) {
        execute(read.connection(), "select 1");
        read.session(StatelessSession.class).get(Book.class, 1L);
        read.session(Session.class).find(Book.class, 1L);
        reader.readByIds(List.of(1L), ParameterValues.none(), read);
        assertThat(database.connectionsInUse()).isEqualTo(1);
      }
      assertThat(database.connectionsTaken()).isEqualTo(1);
    }

    @Test
    void close_givesItBackAfterAFailureToo() {
      try (DatabaseRead read = open()) {
        assertThatThrownBy(() -> execute(read.connection(), "select nonsense"))
            .isInstanceOf(SQLException.class);
        assertThat(database.connectionsInUse()).isEqualTo(1);
      }
      assertThat(database.connectionsInUse()).isZero();
    }

    @Test
    void close_givesItBackWhenTheLoaderClosedItsSession() {
      try (DatabaseRead read = open()) {
        read.session(Session.class).close();
        read.session(StatelessSession.class).close();
      }
      assertThat(database.connectionsInUse()).isZero();
    }

    @Test
    void none_left_isATierExceptionWithoutSecrets() throws SQLException {
      use(TestDatabase.onH2(Book.class).connections(1).open());
      RowReader<Long, BookRow> reader = hibernate.rowReader(BOOKS);
      try (Connection busy = database.dataSource().getConnection();
          DatabaseRead read = open()) {
        assertThat(busy.isValid(1)).isTrue();
        assertThatThrownBy(() -> reader.readByIds(List.of(1L), ParameterValues.none(), read))
            .isInstanceOf(TierException.class)
            .hasMessage("the writer of database 'default' gave no connection")
            .hasCauseInstanceOf(SQLException.class);
      }
    }

    @Test
    void reader_isTheReplicaWhereThereIsOne() throws SQLException {
      try (TestDatabase replica = TestDatabase.h2(Book.class);
          HibernateDatabase both =
              HibernateDatabase.builder(database.sessionFactory())
                  .name("archive")
                  .reader(replica.dataSource())
                  .build()) {
        RowReader<Long, BookRow> reader = both.rowReader(BOOKS);
        try (DatabaseRead read = both.open(Source.READER, BUDGET, null)) {
          assertThat(reader.readByIds(List.of(1L), ParameterValues.none(), read)).isEmpty();
        }
        try (DatabaseRead read = both.open(Source.WRITER, BUDGET, null)) {
          assertThat(reader.readByIds(List.of(1L), ParameterValues.none(), read)).hasSize(1);
        }
        assertThat(both.name()).isEqualTo("archive");
        assertThat(replica.connectionsTaken()).isEqualTo(1);
        assertThat(database.connectionsTaken()).isEqualTo(1);
      }
    }
  }

  @Nested
  class Sessions {

    @Test
    void types_areThoseOfHibernateAndPersistence() {
      try (DatabaseRead read = open()) {
        assertThat(read.session(StatelessSession.class))
            .isSameAs(read.session(SharedSessionContract.class));
        assertThat(read.session(Session.class)).isSameAs(read.session(EntityManager.class));
        assertThatThrownBy(() -> read.session(SessionFactory.class))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(
                "no session of type org.hibernate.SessionFactory; a read has StatelessSession,"
                    + " Session, SharedSessionContract and EntityManager");
      }
    }

    @Test
    void session_flushesNothing() {
      try (DatabaseRead read = open()) {
        Session session = read.session(Session.class);
        Book book = session.find(Book.class, 1L);
        assertThat(session.isReadOnly(book)).isTrue();
        session.inTransaction(transaction -> session.persist(Book.of(2, "Persuasion")));
      }
      assertThat(books()).isEqualTo(1);
    }
  }

  @Nested
  class Statements {

    @Test
    void everyExecution_isCountedOnce_aBatchTo() throws SQLException {
      RowReader<Long, BookRow> reader = hibernate.rowReader(BOOKS);
      try (DatabaseRead read = open()) {
        execute(read.connection(), "select 1");
        assertThat(read.statements()).isEqualTo(1);

        try (PreparedStatement insert =
            read.connection().prepareStatement("insert into Book (id, title) values (?, 'x')")) {
          for (long id = 10; id < 15; id++) {
            insert.setLong(1, id);
            insert.addBatch();
          }
          insert.executeBatch();
        }
        assertThat(read.statements()).isEqualTo(2);

        read.session(StatelessSession.class)
            .createSelectionQuery("from Book", Book.class)
            .getResultList();
        assertThat(read.statements()).isEqualTo(3);

        reader.readByIds(List.of(1L, 10L), ParameterValues.none(), read);
        assertThat(read.statements()).isEqualTo(4);
      }
      assertThat(database.queries().count()).isEqualTo(4);
    }

    @Test
    void longerThanTheBudget_isCancelled() {
      try (DatabaseRead read = hibernate.open(Source.READER, Duration.ofMillis(500), null)) {
        assertThatThrownBy(
                () ->
                    execute(
                        read.connection(),
                        "select sum(a.x * b.x) from system_range(1, 1000000) a, system_range(1,"
                            + " 1000000) b"))
            .isInstanceOf(SQLException.class)
            .extracting(failure -> ((SQLException) failure).getSQLState())
            .isEqualTo("57014");
      }
    }

    @Test
    void budgetUsedUp_startsNone() {
      RowReader<Long, BookRow> reader = hibernate.rowReader(BOOKS);
      try (DatabaseRead read = hibernate.open(Source.READER, Duration.ZERO, null)) {
        assertThatThrownBy(() -> reader.readByIds(List.of(1L), ParameterValues.none(), read))
            .isInstanceOf(TierException.class)
            .hasMessage("the read had used up its 0 ms before its next statement");
        assertThat(read.statements()).isZero();
      }
    }

    @Test
    void failure_isATierExceptionWithoutValues() {
      RowReader<Long, BookRow> reader = hibernate.rowReader(BOOKS);
      database
          .sessionFactory()
          .inTransaction(
              session -> session.createNativeMutationQuery("drop table Book").executeUpdate());
      try (DatabaseRead read = open()) {
        assertThatThrownBy(() -> reader.readByIds(List.of(1L, 2L), ParameterValues.none(), read))
            .isInstanceOf(TierException.class)
            .hasMessage("loader BookLoader could not read 2 keys: SQL state 42S04")
            .hasCauseInstanceOf(SQLException.class);
      }
    }
  }

  @Nested
  class Ends {

    private void insertInARead(Connection given, boolean begin) throws SQLException {
      HibernateDatabase reading =
          HibernateDatabase.builder(database.sessionFactory())
              .reader(KeptConnection.of(given))
              .build();
      try (DatabaseRead read = reading.open(Source.READER, BUDGET, null)) {
        if (begin) {
          read.connection().setAutoCommit(false);
        }
        execute(read.connection(), "insert into Book (id) values (2)");
      }
    }

    @Test
    void connectionWithoutAutoCommit_isRolledBack() throws SQLException {
      try (Connection given = database.dataSource().getConnection()) {
        given.setAutoCommit(false);
        insertInARead(given, false);
        assertThat(given.getAutoCommit()).isFalse();
        given.commit();
      }
      assertThat(books()).isEqualTo(1);
    }

    @Test
    void transactionOfTheLoader_isRolledBack() throws SQLException {
      try (Connection given = database.dataSource().getConnection()) {
        insertInARead(given, true);
        assertThat(given.getAutoCommit()).isTrue();
      }
      assertThat(books()).isEqualTo(1);
    }

    @Test
    void connectionThatBroke_isGivenBackAndTheReadStaysGood() {
      BrokenConnection broken = new BrokenConnection();
      HibernateDatabase reading =
          HibernateDatabase.builder(database.sessionFactory()).reader(broken.dataSource()).build();
      try (DatabaseRead read = reading.open(Source.READER, BUDGET, null)) {
        assertThat(read.connection()).isNotNull();
      }
      assertThat(broken.closed()).isEqualTo(1);
    }

    @Test
    void closingTheDatabase_closesNothingThatItWasGiven() {
      hibernate.close();
      assertThat(database.sessionFactory().isOpen()).isTrue();
      assertThat(books()).isEqualTo(1);
    }
  }

  @Nested
  class Configurations {

    @Test
    void batchLimit_isDividedByColumnsUnlessGiven() {
      assertThat(hibernate.batchLimit(1)).isEqualTo(1_000);
      assertThat(hibernate.batchLimit(3)).isEqualTo(333);
      HibernateDatabase own =
          HibernateDatabase.builder(database.sessionFactory()).batchLimit(7).build();
      assertThat(own.batchLimit(3)).isEqualTo(7);
      assertThatThrownBy(() -> HibernateDatabase.builder(database.sessionFactory()).batchLimit(0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("batchLimit is at least 1, but was 0");
    }

    @Test
    void connectionsPerTenant_areRefused() {
      try (TestDatabase tenants =
          TestDatabase.onH2(Book.class)
              .setting("hibernate.multi_tenant_connection_provider", new OneDataSource(database))
              .setting("hibernate.hbm2ddl.auto", "none")
              .open()) {
        assertThatThrownBy(() -> HibernateDatabase.of(tenants.sessionFactory()))
            .isInstanceOf(ConfigurationException.class)
            .hasMessageStartingWith(
                "database 'default' has a connection provider for several tenants");
      }
    }

    @Test
    void noConnections_areRefused() {
      Configuration configuration = new Configuration();
      configuration.setProperty("hibernate.dialect", "org.hibernate.dialect.H2Dialect");
      configuration.setProperty("hibernate.boot.allow_jdbc_metadata_access", "false");
      try (SessionFactory factory = configuration.buildSessionFactory()) {
        assertThatThrownBy(() -> HibernateDatabase.of(factory))
            .isInstanceOf(ConfigurationException.class)
            .hasMessage(
                "the SessionFactory of database 'default' has no connections of its own; set"
                    + " hibernate.connection.datasource");
      }
    }
  }
}
