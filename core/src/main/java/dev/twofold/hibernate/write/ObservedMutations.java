package dev.twofold.hibernate.write;

import java.sql.PreparedStatement;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.hibernate.sql.exec.spi.JdbcMutationExecutor;
import org.hibernate.sql.exec.spi.JdbcOperationQueryMutation;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;

/** Executes statements that write, and tells of them. Thread-safe. */
final class ObservedMutations implements JdbcMutationExecutor {

  private final JdbcMutationExecutor executor;
  private final StatementWrites writes;

  ObservedMutations(JdbcMutationExecutor executor, StatementWrites writes) {
    this.executor = executor;
    this.writes = writes;
  }

  @Override
  public int execute(
      JdbcOperationQueryMutation mutation,
      JdbcParameterBindings bindings,
      Function<String, PreparedStatement> statementCreator,
      BiConsumer<Integer, PreparedStatement> expectationCheck,
      ExecutionContext context) {
    return writes.execute(
        context.getSession(),
        () -> WrittenTables.of(mutation),
        () -> executor.execute(mutation, bindings, statementCreator, expectationCheck, context));
  }
}
