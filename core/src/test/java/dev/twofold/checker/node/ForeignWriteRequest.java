package dev.twofold.checker.node;

import dev.twofold.Invalidator;
import dev.twofold.checker.history.Cell;
import dev.twofold.checker.history.CellKind;
import dev.twofold.checker.history.Event.Change;
import dev.twofold.checker.history.State;
import dev.twofold.checker.model.Ledger;
import dev.twofold.checker.model.Notes;
import dev.twofold.checker.model.ShopEntity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Writes rows past Hibernate, and says so after the commit: by ids, or by tag. */
final class ForeignWriteRequest implements Request {

  private static final double SHOPS = 0.3;

  @Override
  public void run(Worker worker) {
    Set<Long> ids = worker.someIds(worker.node().scale().parents(), 3);
    try {
      if (worker.chance(SHOPS)) {
        writeShops(worker, List.copyOf(ids));
      } else {
        writeNote(worker, ids.iterator().next());
      }
    } catch (SQLException e) {
      worker.trouble("foreign write", new IllegalStateException(e));
    }
  }

  private static void writeShops(Worker worker, List<Long> ids) throws SQLException {
    long transaction = write(worker, CellKind.SHOP, "shops", ids);
    boolean confirmed = invalidator(worker).rowsChanged(ShopEntity.class, ids);
    worker.node().deliveries().committed(transaction, confirmed);
  }

  private static void writeNote(Worker worker, long id) throws SQLException {
    long transaction = write(worker, CellKind.NOTE, "notes", List.of(id));
    boolean confirmed = invalidator(worker).clearTag(Notes.tag(id));
    worker.node().deliveries().committed(transaction, confirmed);
  }

  private static Invalidator invalidator(Worker worker) {
    return worker.node().twofold().invalidator();
  }

  private static long write(Worker worker, CellKind kind, String table, List<Long> ids)
      throws SQLException {
    long transaction = worker.transactions().next();
    List<Cell> cells = ids.stream().map(id -> new Cell(kind, id)).toList();
    try (Connection connection = worker.node().pool().getConnection()) {
      connection.setAutoCommit(false);
      List<Change> changes =
          Ledger.lock(connection, cells).entrySet().stream()
              .map(each -> new Change(each.getKey(), next(each.getValue(), transaction)))
              .toList();
      update(connection, table, ids, transaction);
      Ledger.update(connection, changes);
      Ledger.sign(connection, transaction);
      worker.node().commits().begin(transaction, "past Hibernate", changes);
      connection.commit();
    }
    return transaction;
  }

  private static void update(Connection connection, String table, List<Long> ids, long transaction)
      throws SQLException {
    String sql = "update %s set version = version + 1, writer = ? where id = any(?)";
    try (PreparedStatement statement = connection.prepareStatement(sql.formatted(table))) {
      statement.setLong(1, transaction);
      statement.setArray(2, connection.createArrayOf("bigint", ids.toArray()));
      statement.executeUpdate();
    }
  }

  private static State next(State state, long transaction) {
    return new State(state.version() + 1, transaction);
  }
}
