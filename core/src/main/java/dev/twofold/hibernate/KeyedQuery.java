package dev.twofold.hibernate;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.ConfigurationException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.internal.ParameterMetadataImpl;
import org.hibernate.query.internal.QueryParameterBindingsImpl;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.spi.QueryParameterBindings;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.sql.SqmTranslation;
import org.hibernate.query.sqm.tree.expression.SqmParameter;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.JdbcParameter;
import org.hibernate.sql.ast.tree.predicate.Predicate;
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
 *
 * @param factory what translates
 * @param entityName whose rows it is about, for messages
 * @param hql the query without conditions on keys
 * @param columns what it selects, in order
 * @param values what it is given beside keys
 * @param part what the keys restrict
 */
record KeyedQuery(
    SessionFactoryImplementor factory,
    String entityName,
    String hql,
    List<SelectedColumn> columns,
    List<GivenValue> values,
    KeyedPart part) {

  /** The text with a condition on keys. */
  StatementText translate(Function<KeyColumns, Predicate> keys) {
    return new Translation().text(keys);
  }

  /** The text for one key of some columns. */
  String text(int[] columns) {
    return translate(of -> KeyPredicates.list(of, columns, 1)).sql();
  }

  /** What a condition on keys is made of. */
  interface KeyColumns {

    /** A selected column. */
    Expression column(int column);

    /** A parameter of a column's type that takes one of the keys' values. */
    JdbcParameter value(int column, int position);
  }

  /** One statement in the making. Hibernate changes its trees, so each has trees of its own. */
  private final class Translation implements KeyColumns {

    private final SelectStatement statement;
    private final IdentityHashMap<JdbcParameterBinder, Integer> parameters =
        new IdentityHashMap<>();

    Translation() {
      SqmTranslation<SelectStatement> translation = translated();
      statement = translation.getSqlAst();
      translation.getJdbcParamsBySqmParam().forEach(this::addGiven);
    }

    private SqmTranslation<SelectStatement> translated() {
      SqmSelectStatement<?> parsed =
          (SqmSelectStatement<?>)
              factory.getQueryEngine().getHqlTranslator().translate(hql, Object[].class);
      DomainParameterXref given = DomainParameterXref.from(parsed);
      return factory
          .getQueryEngine()
          .getSqmTranslatorFactory()
          .createSelectTranslator(
              parsed,
              QueryOptions.NONE,
              given,
              bindings(given),
              new LoadQueryInfluencers(factory),
              factory.getSqlTranslationEngine(),
              true)
          .translate();
    }

    private QueryParameterBindings bindings(DomainParameterXref given) {
      return given.hasParameters()
          ? QueryParameterBindingsImpl.from(
              new ParameterMetadataImpl(given.getQueryParameters()), factory)
          : QueryParameterBindings.empty();
    }

    private void addGiven(SqmParameter<?> parameter, List<List<JdbcParameter>> occurrences) {
      int position = Restrictions.position(requireNonNull(parameter.getName(), "name"));
      for (List<JdbcParameter> occurrence : occurrences) {
        for (JdbcParameter each : occurrence) {
          parameters.put(each.getParameterBinder(), StatementText.given(position));
        }
      }
    }

    @Override
    public Expression column(int column) {
      return part.column(statement, column);
    }

    @Override
    public JdbcParameter value(int column, int position) {
      JdbcParameterImpl parameter = new JdbcParameterImpl(columns.get(column).type().mapping());
      parameters.put(parameter, position);
      return parameter;
    }

    StatementText text(Function<KeyColumns, Predicate> keys) {
      part.find(statement).applyPredicate(keys.apply(this));
      JdbcSelect operation =
          factory
              .getJdbcServices()
              .getJdbcEnvironment()
              .getSqlAstTranslatorFactory()
              .buildSelectTranslator(factory, statement)
              .translate(JdbcParameterBindings.NO_BINDINGS, QueryOptions.NONE);
      int[] order = operation.getParameterBinders().stream().mapToInt(this::meaning).toArray();
      int[] positions =
          IntStream.range(0, columns.size())
              .map(column -> KeyedPart.selection(statement, column).getJdbcResultSetIndex())
              .toArray();
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
