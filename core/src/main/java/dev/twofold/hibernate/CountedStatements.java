package dev.twofold.hibernate;

import dev.twofold.error.TierException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import net.ttddyy.dsproxy.ConnectionInfo;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.proxy.JdbcProxyFactory;
import net.ttddyy.dsproxy.proxy.ProxyConfig;

/** Counts the statements of one read, whatever issues them, and keeps each within the budget. */
final class CountedStatements implements QueryExecutionListener {

  private final Budget budget;
  private int count;

  CountedStatements(Budget budget) {
    this.budget = budget;
  }

  int count() {
    return count;
  }

  /** Counts a statement that does not run on a {@linkplain #on watched} connection. */
  void add() {
    count++;
  }

  /** The connection, watched. */
  Connection on(Connection connection) {
    ProxyConfig config = ProxyConfig.Builder.create().queryListener(this).build();
    return JdbcProxyFactory.DEFAULT.createConnection(connection, new ConnectionInfo(), config);
  }

  @Override
  public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    try {
      budget.limit(execution.getStatement());
    } catch (SQLException e) {
      throw new TierException("a statement could not be given a time limit", e);
    }
    count++;
  }

  @Override
  public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {}
}
