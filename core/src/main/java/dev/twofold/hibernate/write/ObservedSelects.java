package dev.twofold.hibernate.write;

import org.hibernate.sql.exec.spi.ExecutionContext;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;
import org.hibernate.sql.exec.spi.JdbcSelect;
import org.hibernate.sql.exec.spi.JdbcSelectExecutor;
import org.hibernate.sql.results.spi.ResultsConsumer;
import org.hibernate.sql.results.spi.RowTransformer;

/**
 * Executes queries, and tells of those that write in a common table expression: that is how
 * Hibernate updates and deletes rows of several tables on PostgreSQL. Thread-safe.
 */
final class ObservedSelects implements JdbcSelectExecutor {

  private final JdbcSelectExecutor executor;
  private final StatementWrites writes;

  ObservedSelects(JdbcSelectExecutor executor, StatementWrites writes) {
    this.executor = executor;
    this.writes = writes;
  }

  @Override
  public <T, R> T executeQuery(
      JdbcSelect select,
      JdbcParameterBindings bindings,
      ExecutionContext context,
      RowTransformer<R> rowTransformer,
      Class<R> resultType,
      StatementCreator statementCreator,
      ResultsConsumer<T, R> resultsConsumer) {
    return executeQuery(
        select,
        bindings,
        context,
        rowTransformer,
        resultType,
        -1, // as many rows as there are
        statementCreator,
        resultsConsumer);
  }

  @Override
  public <T, R> T executeQuery(
      JdbcSelect select,
      JdbcParameterBindings bindings,
      ExecutionContext context,
      RowTransformer<R> rowTransformer,
      Class<R> resultType,
      int resultCountEstimate,
      StatementCreator statementCreator,
      ResultsConsumer<T, R> resultsConsumer) {
    return writes.execute(
        context.getSession(),
        () -> WrittenTables.ofQuery(select.getSqlString()),
        () ->
            executor.executeQuery(
                select,
                bindings,
                context,
                rowTransformer,
                resultType,
                resultCountEstimate,
                statementCreator,
                resultsConsumer));
  }
}
