package dev.twofold.hibernate;

import java.util.BitSet;
import java.util.List;
import org.hibernate.sql.ast.spi.SqlSelection;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.from.QueryPartTableGroup;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.hibernate.sql.ast.tree.select.SelectStatement;

/** The part of a statement that keys restrict. */
sealed interface KeyedPart {

  /** That part of Hibernate's tree. */
  QuerySpec find(SelectStatement statement);

  /** What a selected column is in that part. */
  Expression column(SelectStatement statement, int column);

  /** The statement itself. */
  record Whole() implements KeyedPart {

    @Override
    public QuerySpec find(SelectStatement statement) {
      return statement.getQuerySpec();
    }

    @Override
    public Expression column(SelectStatement statement, int column) {
      return selection(statement, column).getExpression();
    }
  }

  /** The derived table that it selects from, which has the same columns in the same order. */
  record DerivedTable() implements KeyedPart {

    @Override
    public QuerySpec find(SelectStatement statement) {
      QueryPartTableGroup derived =
          (QueryPartTableGroup) statement.getQuerySpec().getFromClause().getRoots().get(0);
      return (QuerySpec) derived.getPrimaryTableReference().getQueryPart();
    }

    @Override
    public Expression column(SelectStatement statement, int column) {
      return find(statement).getSelectClause().getSqlSelections().get(column).getExpression();
    }
  }

  /**
   * Where its recursive table expression starts.
   *
   * @param columns those that the expression has, in its order
   */
  record RecursionStart(List<Integer> columns) implements KeyedPart {

    @Override
    public QuerySpec find(SelectStatement statement) {
      SelectStatement recursive =
          (SelectStatement)
              statement.getCteStatements().values().iterator().next().getCteDefinition();
      return recursive.getQueryPart().getFirstQuerySpec();
    }

    @Override
    public Expression column(SelectStatement statement, int column) {
      int position = columns.indexOf(column);
      return find(statement).getSelectClause().getSqlSelections().get(position).getExpression();
    }
  }

  /** What a column of the result became; equal ones share a selection. */
  static SqlSelection selection(SelectStatement statement, int column) {
    BitSet positions = new BitSet();
    statement.getDomainResultDescriptors().get(column).collectValueIndexesToCache(positions);
    return statement
        .getQuerySpec()
        .getSelectClause()
        .getSqlSelections()
        .get(positions.nextSetBit(0));
  }
}
