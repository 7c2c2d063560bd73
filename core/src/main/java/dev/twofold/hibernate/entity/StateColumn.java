package dev.twofold.hibernate.entity;

import java.util.List;
import org.hibernate.metamodel.mapping.DiscriminatorMapping;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.spi.NavigablePath;
import org.hibernate.sql.ast.spi.SqlAstCreationState;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.from.TableGroup;

/**
 * A column that is selected for a state.
 *
 * @param name unique among the columns of a state
 * @param mapping how its values are read
 * @param source what is selected
 */
record StateColumn(String name, JdbcMapping mapping, Source source) {

  /** What is selected. */
  interface Source {

    /** The expression over the tables that a state is read from. */
    Expression in(TableGroup tables, SqlAstCreationState creation);
  }

  static StateColumn of(SelectableMapping selectable) {
    return new StateColumn(name(selectable), selectable.getJdbcMapping(), source(selectable));
  }

  static List<StateColumn> of(List<SelectableMapping> selectables) {
    return selectables.stream().map(StateColumn::of).toList();
  }

  /** The name of a column tells tables apart: two subclasses may have a column of one name. */
  static String name(SelectableMapping selectable) {
    return selectable.getContainingTableExpression() + "." + selectable.getSelectionExpression();
  }

  static Source source(SelectableMapping selectable) {
    return (tables, creation) ->
        creation
            .getSqlExpressionResolver()
            .resolveSqlExpression(
                tables.resolveTableReference(
                    tables.getNavigablePath(), selectable.getContainingTableExpression()),
                selectable);
  }

  /** As {@link #source}, where all columns are of one table or one union of tables. */
  static Source inPrimaryTable(SelectableMapping selectable) {
    return (tables, creation) ->
        creation
            .getSqlExpressionResolver()
            .resolveSqlExpression(tables.getPrimaryTableReference(), selectable);
  }

  /** The column that tells the subclass. */
  static StateColumn of(DiscriminatorMapping discriminator) {
    JdbcMapping mapping = discriminator.getUnderlyingJdbcMapping();
    return new StateColumn(
        "{discriminator}",
        mapping,
        (tables, creation) -> {
          NavigablePath path = tables.getNavigablePath();
          return discriminator.resolveSqlExpression(
              path.append("{discriminator}"), mapping, tables, creation);
        });
  }

  Class<?> type() {
    return mapping.getJdbcJavaType().getJavaTypeClass();
  }
}
