package dev.twofold.hibernate;

import dev.twofold.error.ConfigurationException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.spi.QueryParameterBindings;
import org.hibernate.query.sqm.ComparisonOperator;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.sql.ast.spi.SqlSelection;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.JdbcParameter;
import org.hibernate.sql.ast.tree.expression.SqlTuple;
import org.hibernate.sql.ast.tree.predicate.ComparisonPredicate;
import org.hibernate.sql.ast.tree.predicate.InArrayPredicate;
import org.hibernate.sql.ast.tree.predicate.InListPredicate;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.hibernate.sql.ast.tree.select.SelectStatement;
import org.hibernate.sql.exec.internal.JdbcParameterImpl;
import org.hibernate.sql.exec.spi.JdbcParameterBinder;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;
import org.hibernate.sql.exec.spi.JdbcSelect;

/**
 * A query over a mapped entity that Hibernate translates to SQL with everything that the mapping
 * demands of a read: joins, discriminators, restrictions, soft delete, read expressions. The
 * conditions on keys are added to what Hibernate made of the query, since HQL has no spelling for
 * an array.
 */
final class RowSelect {

  private final SessionFactoryImplementor factory;
  private final String entityName;
  private final String query;
  private final List<SelectedColumn> columns;
  private final int tenantColumn;

  /**
   * @param tenantColumn the position of the tenant id among the columns, or -1 for none
   */
  RowSelect(
      SessionFactoryImplementor factory, String entityName, SelectList select, int tenantColumn) {
    this.factory = factory;
    this.entityName = entityName;
    this.query = select.hql(entityName);
    this.columns = select.columns();
    this.tenantColumn = tenantColumn;
  }

  List<SelectedColumn> columns() {
    return columns;
  }

  /** The column of the tenant id. */
  SelectedColumn tenantColumn() {
    return columns.get(tenantColumn);
  }

  /** The text that reads the rows with any of some keys. */
  StatementText forKeys(int[] keyColumns, int keys) {
    return new Translation().withKeys(keyColumns, keys).text();
  }

  /** The text that reads the rows with any of the keys in an array. */
  StatementText forArray(int keyColumn) {
    return new Translation().withArray(keyColumn).text();
  }

  /** One statement in the making. Hibernate changes its trees, so each has trees of its own. */
  private final class Translation {

    private final SelectStatement statement;
    private final QuerySpec body;
    private final SqlSelection[] selections;
    private final IdentityHashMap<JdbcParameterBinder, Integer> parameters =
        new IdentityHashMap<>();

    Translation() {
      statement =
          factory
              .getQueryEngine()
              .getSqmTranslatorFactory()
              .createSelectTranslator(
                  parsed(),
                  QueryOptions.NONE,
                  DomainParameterXref.EMPTY,
                  QueryParameterBindings.empty(),
                  new LoadQueryInfluencers(factory),
                  factory.getSqlTranslationEngine(),
                  true)
              .translate()
              .getSqlAst();
      body = statement.getQuerySpec();
      selections = selections();
      if (tenantColumn >= 0) {
        JdbcParameter tenant = parameter(tenantColumn, StatementText.TENANT);
        restrict(
            new ComparisonPredicate(expression(tenantColumn), ComparisonOperator.EQUAL, tenant));
      }
    }

    private SqmSelectStatement<?> parsed() {
      return (SqmSelectStatement<?>)
          factory.getQueryEngine().getHqlTranslator().translate(query, Object[].class);
    }

    /** What each column became; equal ones share a selection. */
    private SqlSelection[] selections() {
      SqlSelection[] byColumn = new SqlSelection[columns.size()];
      List<SqlSelection> all = body.getSelectClause().getSqlSelections();
      for (int i = 0; i < byColumn.length; i++) {
        BitSet positions = new BitSet();
        statement.getDomainResultDescriptors().get(i).collectValueIndexesToCache(positions);
        byColumn[i] = all.get(positions.nextSetBit(0));
      }
      return byColumn;
    }

    Translation withKeys(int[] keyColumns, int keys) {
      List<Expression> alternatives = new ArrayList<>();
      for (int key = 0; key < keys; key++) {
        List<Expression> values = new ArrayList<>();
        for (int i = 0; i < keyColumns.length; i++) {
          values.add(parameter(keyColumns[i], key * keyColumns.length + i));
        }
        alternatives.add(tuple(values));
      }
      List<Expression> tested = new ArrayList<>();
      for (int column : keyColumns) {
        tested.add(expression(column));
      }
      return restrict(new InListPredicate(tuple(tested), alternatives));
    }

    Translation withArray(int keyColumn) {
      return restrict(new InArrayPredicate(expression(keyColumn), parameter(keyColumn, 0)));
    }

    private static Expression tuple(List<Expression> expressions) {
      return expressions.size() == 1 ? expressions.get(0) : new SqlTuple(expressions, null);
    }

    private Translation restrict(Predicate predicate) {
      body.applyPredicate(predicate);
      return this;
    }

    private JdbcParameter parameter(int column, int meaning) {
      JdbcParameterImpl parameter = new JdbcParameterImpl(columns.get(column).mapping());
      parameters.put(parameter, meaning);
      return parameter;
    }

    private Expression expression(int column) {
      return selections[column].getExpression();
    }

    StatementText text() {
      JdbcSelect operation =
          factory
              .getJdbcServices()
              .getJdbcEnvironment()
              .getSqlAstTranslatorFactory()
              .buildSelectTranslator(factory, statement)
              .translate(JdbcParameterBindings.NO_BINDINGS, QueryOptions.NONE);
      int[] order = operation.getParameterBinders().stream().mapToInt(this::meaning).toArray();
      int[] positions = new int[selections.length];
      for (int i = 0; i < positions.length; i++) {
        positions[i] = selections[i].getJdbcResultSetIndex();
      }
      return new StatementText(operation.getSqlString(), order, positions);
    }

    private int meaning(JdbcParameterBinder binder) {
      Integer meaning = parameters.get(binder);
      if (meaning == null) {
        throw new ConfigurationException(
            "the mapping of %s needs a parameter that a loader cannot give; load it with a BatchLoader"
                .formatted(entityName));
      }
      return meaning;
    }
  }
}
