package dev.twofold.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/**
 * Counts the statements that are executed on a {@link DataSource}, whatever issues them. A batch
 * counts once. Thread-safe.
 */
public final class QueryCounter {

  private final List<String> statements = new CopyOnWriteArrayList<>();
  private final DataSource dataSource;

  private QueryCounter(DataSource watched) {
    dataSource = ProxyDataSourceBuilder.create(watched).listener(new Recording()).build();
  }

  /** A counter that has seen nothing yet. Only what goes through {@link #dataSource} is counted. */
  public static QueryCounter on(DataSource dataSource) {
    return new QueryCounter(dataSource);
  }

  /** The data source, watched. */
  public DataSource dataSource() {
    return dataSource;
  }

  /** How many statements have been executed since the last {@link #reset}. */
  public int count() {
    return statements.size();
  }

  /** The texts of these statements, in their order; of a batch the first. */
  public List<String> statements() {
    return List.copyOf(statements);
  }

  /** Starts again at zero. */
  public void reset() {
    statements.clear();
  }

  private final class Recording implements QueryExecutionListener {

    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
      statements.add(queries.isEmpty() ? "" : queries.get(0).getQuery());
    }

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {}
  }
}
