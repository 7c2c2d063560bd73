package dev.twofold.hibernate;

import dev.twofold.tier.DatabaseRead;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One read of a database through Hibernate. Used by one thread. */
final class HibernateRead implements DatabaseRead {

  private final ReadConnection connection;
  private final Budget budget;
  private final CountedStatements statements;
  private final ReadSessions sessions;
  private @Nullable Connection watched;

  HibernateRead(ReadConnection connection, Budget budget, ReadSessions sessions) {
    this.connection = connection;
    this.budget = budget;
    this.statements = new CountedStatements(budget);
    this.sessions = sessions;
  }

  @Override
  public Connection connection() {
    if (watched == null) {
      watched = statements.on(connection.get());
    }
    return watched;
  }

  @Override
  public <S> S session(Class<S> type) {
    if (!ReadSessions.supports(type)) {
      throw new IllegalArgumentException(
          "no session of type %s; a read has StatelessSession, Session, SharedSessionContract and EntityManager"
              .formatted(type.getName()));
    }
    return sessions.open(type, connection());
  }

  /**
   * Takes the connection. Inside the caller's transaction this flushes the session, whose failure
   * is the caller's and not that of the read.
   */
  void connect() {
    connection.get();
  }

  /** Executes one query. It is counted here, without the cost of a watched connection. */
  <R> R query(String sql, Binding binding, Reading<R> reading) throws SQLException {
    try (PreparedStatement statement = connection.get().prepareStatement(sql)) {
      binding.bind(statement);
      budget.limit(statement);
      statements.add();
      try (ResultSet rows = statement.executeQuery()) {
        return reading.read(rows);
      }
    }
  }

  /**
   * Lets what follows run in one transaction, which ends with this read. Large objects need it:
   * they are read when their row has been, and PostgreSQL has no such thing between two
   * transactions.
   */
  void beginTransaction() throws SQLException {
    connection.beginTransaction();
  }

  @Override
  public int statements() {
    return statements.count();
  }

  @Override
  public boolean inCallersTransaction() {
    return connection.inCallersTransaction();
  }

  @Override
  public void close() {
    try {
      sessions.close();
    } finally {
      watched = null;
      connection.close();
    }
  }

  /** Sets the parameters of a statement. */
  interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }

  /** Reads the rows of a statement. */
  interface Reading<R> {
    R read(ResultSet rows) throws SQLException;
  }
}
