package dev.twofold.demo.cost;

import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.listener.lifecycle.JdbcLifecycleEventListenerAdapter;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Counts statements and connections where they reach the driver, so that the same counter tells
 * what Twofold and what plain Hibernate does. Counts for the thread that executes. Thread-safe.
 */
public final class JdbcMeter {

  @SuppressWarnings("ThreadLocalUsage") // applications in one process count apart
  private final ThreadLocal<@Nullable JdbcTally> current = new ThreadLocal<>();

  /**
   * A data source whose use is counted.
   *
   * @param inside hears of statements, too; what it takes is counted as theirs
   */
  public DataSource metered(DataSource dataSource, QueryExecutionListener inside) {
    return ProxyDataSourceBuilder.create(dataSource)
        .listener(new Statements())
        .listener(inside)
        .listener(new Connections())
        .build();
  }

  /** Begins to count what this thread does. Close it on the same thread. */
  public JdbcTally start() {
    JdbcTally tally = new JdbcTally(current::remove);
    current.set(tally);
    return tally;
  }

  private final class Statements implements QueryExecutionListener {

    private static final String STARTED = "started";

    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
      execution.addCustomValue(STARTED, System.nanoTime());
    }

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
      JdbcTally tally = current.get();
      if (tally != null) {
        long started = execution.getCustomValue(STARTED, Long.class);
        tally.statement(Duration.ofNanos(System.nanoTime() - started));
      }
    }
  }

  private final class Connections extends JdbcLifecycleEventListenerAdapter {

    @Override
    public void afterGetConnection(MethodExecutionContext context) {
      JdbcTally tally = current.get();
      // A statement is asked for its connection, too, where an array is made for it.
      if (tally != null && context.getTarget() instanceof DataSource) {
        tally.connection();
      }
    }
  }
}
