package dev.twofold.hibernate.write;

import org.hibernate.engine.jdbc.internal.JdbcServicesImpl;
import org.hibernate.sql.exec.spi.JdbcMutationExecutor;
import org.hibernate.sql.exec.spi.JdbcSelectExecutor;

/** Hibernate's own, with executors that tell which tables are written. Thread-safe. */
final class ObservedJdbcServices extends JdbcServicesImpl {

  private static final long serialVersionUID = 1L;

  private final transient StatementWrites statements = new StatementWrites();
  private final transient JdbcMutationExecutor mutations =
      new ObservedMutations(super.getJdbcMutationExecutor(), statements);
  private final transient JdbcSelectExecutor selects =
      new ObservedSelects(super.getJdbcSelectExecutor(), statements);

  StatementWrites statements() {
    return statements;
  }

  @Override
  public JdbcMutationExecutor getJdbcMutationExecutor() {
    return mutations;
  }

  @Override
  public JdbcSelectExecutor getJdbcSelectExecutor() {
    return selects;
  }
}
