package dev.twofold.checker;

import dev.twofold.checker.fault.Redis;
import dev.twofold.checker.history.Cell;
import dev.twofold.checker.history.CellKind;
import dev.twofold.checker.history.Event.Change;
import dev.twofold.checker.history.State;
import dev.twofold.checker.model.Family;
import dev.twofold.checker.model.Ledger;
import dev.twofold.checker.model.Scale;
import dev.twofold.testing.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The servers that all nodes share, and the rows that are there at first. */
final class Surroundings implements AutoCloseable {

  private final Redis redis;
  private final PostgresServer postgres = new PostgresServer();

  Surroundings(Redis.Setup setup) {
    redis = Redis.start(setup);
  }

  Redis redis() {
    return redis;
  }

  String database() {
    return postgres.url();
  }

  /** Starts the servers and makes the rows. */
  List<Change> start(Scale scale) throws SQLException {
    postgres.start();
    List<Change> states = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(postgres.url())) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("alter system set synchronous_commit = off");
        statement.execute("alter system set fsync = off");
        statement.execute("select pg_reload_conf()");
      }
      Ledger.create(connection);
      for (Family family : Family.values()) {
        createTables(connection, family);
        states.addAll(createRows(connection, family, scale));
      }
      states.addAll(createNotes(connection, scale));
      Ledger.insert(connection, states);
    }
    return states;
  }

  /** What the database has now. */
  List<Change> truth() throws SQLException {
    try (Connection connection = DriverManager.getConnection(postgres.url())) {
      return Ledger.all(connection);
    }
  }

  private static List<Change> createNotes(Connection connection, Scale scale) throws SQLException {
    List<Change> states = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create table notes (id bigint primary key, version bigint not null,"
              + " writer bigint not null)");
      statement.execute(
          "insert into notes select id, 1, 0 from generate_series(0, %d) id"
              .formatted(scale.parents() - 1));
    }
    for (long id = 0; id < scale.parents(); id++) {
      states.add(new Change(new Cell(CellKind.NOTE, id), new State(1, 0)));
    }
    return states;
  }

  private static void createTables(Connection connection, Family family) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create table %s (id bigint primary key, version bigint not null, writer bigint not null)"
              .formatted(family.parentTable()));
      statement.execute(
          """
          create table %1$s (id bigint primary key, version bigint not null,
            writer bigint not null, stamp bigint not null, code varchar(40) unique,
            codeVersion bigint not null, %2$s_id bigint not null references %3$s)
          """
              .formatted(family.childTable(), family.parentAttribute(), family.parentTable()));
      statement.execute(
          "create index on %s (%s_id)".formatted(family.childTable(), family.parentAttribute()));
    }
  }

  /** Parents without children but their signs; codes that nobody has. */
  private static List<Change> createRows(Connection connection, Family family, Scale scale)
      throws SQLException {
    List<Change> states = new ArrayList<>();
    String parent = "insert into %s values (?, 1, 0)".formatted(family.parentTable());
    String sign = "insert into %s values (?, 1, 0, 1, null, 0, ?)".formatted(family.childTable());
    try (PreparedStatement parents = connection.prepareStatement(parent);
        PreparedStatement signs = connection.prepareStatement(sign)) {
      for (long id = 0; id < scale.parents(); id++) {
        parents.setLong(1, id);
        parents.executeUpdate();
        signs.setLong(1, Scale.sign(id, 1));
        signs.setLong(2, id);
        signs.executeUpdate();
        states.add(new Change(new Cell(family.parent(), id), new State(1, 0)));
        states.add(new Change(new Cell(family.children(), id), new State(1, 1)));
      }
    }
    for (long id = 0; id < scale.children(); id++) {
      states.add(new Change(new Cell(family.child(), id), new State(1, State.ABSENT)));
    }
    for (long id = 0; id < scale.codes(); id++) {
      states.add(new Change(new Cell(family.code(), id), new State(1, State.ABSENT)));
    }
    return states;
  }

  @Override
  public void close() {
    postgres.close();
    redis.close();
  }
}
