package dev.twofold.hibernate.entity;

import dev.twofold.error.ConfigurationException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.loader.ast.internal.LoaderSqlAstCreationState;
import org.hibernate.loader.ast.spi.Loadable;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.ordering.OrderByFragment;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.sqm.ComparisonOperator;
import org.hibernate.spi.NavigablePath;
import org.hibernate.sql.ast.spi.SimpleFromClauseAccessImpl;
import org.hibernate.sql.ast.spi.SqlAliasBaseManager;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.JdbcParameter;
import org.hibernate.sql.ast.tree.expression.SqlTuple;
import org.hibernate.sql.ast.tree.from.PluralTableGroup;
import org.hibernate.sql.ast.tree.from.TableGroup;
import org.hibernate.sql.ast.tree.predicate.ComparisonPredicate;
import org.hibernate.sql.ast.tree.predicate.InArrayPredicate;
import org.hibernate.sql.ast.tree.predicate.InListPredicate;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.hibernate.sql.ast.tree.select.SelectStatement;
import org.hibernate.sql.exec.internal.JdbcParameterImpl;
import org.hibernate.sql.exec.spi.JdbcParameterBinder;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;
import org.hibernate.sql.exec.spi.JdbcSelect;
import org.hibernate.sql.results.graph.internal.ImmutableFetchList;
import org.hibernate.sql.results.internal.SqlSelectionImpl;
import org.jspecify.annotations.Nullable;

/**
 * A select of the columns of states by some of them, with everything that the mapping demands of a
 * read: joins, discriminators, restrictions, soft delete, read expressions, the order of a
 * collection. Hibernate translates it; no entity takes part. Immutable.
 */
public final class StateSelect {

  private final SessionFactoryImplementor factory;
  private final String name;
  private final Loadable root;
  private final List<StateColumn> ownColumns;
  private final List<StateColumn> elementColumns;
  private final List<StateColumn> keyColumns;
  private final @Nullable StateColumn tenant;

  /**
   * @param name for messages
   * @param root the entity, or the collection
   * @param ownColumns columns of the entity, or of the table of the collection
   * @param elementColumns columns of the entities that are the elements of the collection
   * @param keyColumns what is selected by; these are selected first
   * @param tenant the column of the tenant id of the entity, or of the elements; null: none
   */
  StateSelect(
      SessionFactoryImplementor factory,
      String name,
      Loadable root,
      List<StateColumn> keyColumns,
      List<StateColumn> ownColumns,
      List<StateColumn> elementColumns,
      @Nullable StateColumn tenant) {
    this.factory = factory;
    this.name = name;
    this.root = root;
    this.keyColumns = List.copyOf(keyColumns);
    this.ownColumns = List.copyOf(ownColumns);
    this.elementColumns = List.copyOf(elementColumns);
    this.tenant = tenant;
  }

  /** What is read, for messages. */
  public String name() {
    return name;
  }

  /** How many columns a key has; they are the first that are selected. */
  public int keyColumns() {
    return keyColumns.size();
  }

  /** How the columns are read, in their order: those of the key, then the others. */
  public List<JdbcMapping> columns() {
    List<JdbcMapping> all = new ArrayList<>();
    keyColumns.forEach(column -> all.add(column.mapping()));
    ownColumns.forEach(column -> all.add(column.mapping()));
    elementColumns.forEach(column -> all.add(column.mapping()));
    return all;
  }

  /** How the tenant id is bound; null: there is none. */
  public @Nullable JdbcMapping tenant() {
    return tenant == null ? null : tenant.mapping();
  }

  /** The text that reads what has any of some keys. */
  public StateText forKeys(int keys) {
    Translation translation = new Translation();
    translation.restrictToKeys(keys);
    return translation.text();
  }

  /** The text that reads what has any of the keys in an array. */
  public StateText forArray() {
    Translation translation = new Translation();
    translation.restrictToArray();
    return translation.text();
  }

  /** One statement in the making: Hibernate's trees are used once. */
  private final class Translation {

    private final QuerySpec query = new QuerySpec(true);
    private final LoaderSqlAstCreationState creation =
        new LoaderSqlAstCreationState(
            query,
            new SqlAliasBaseManager(),
            new SimpleFromClauseAccessImpl(),
            null,
            (parent, state) -> ImmutableFetchList.EMPTY,
            false,
            new LoadQueryInfluencers(factory),
            factory.getSqlTranslationEngine());
    private final TableGroup tables;
    private final TableGroup elements;
    private final List<Expression> keys = new ArrayList<>();
    private final IdentityHashMap<JdbcParameterBinder, Integer> parameters =
        new IdentityHashMap<>();
    private int selected;

    Translation() {
      NavigablePath path = new NavigablePath(root.getRootPathName());
      tables =
          root.createRootTableGroup(true, path, null, null, () -> query::applyPredicate, creation);
      query.getFromClause().addRoot(tables);
      creation.getFromClauseAccess().registerTableGroup(path, tables);
      elements = elements();
      keyColumns.forEach(column -> keys.add(select(column, tables)));
      ownColumns.forEach(column -> select(column, tables));
      elementColumns.forEach(column -> select(column, elements));
      applyMapping();
      if (tenant != null) {
        JdbcParameter parameter = parameter(tenant, StateText.TENANT);
        query.applyPredicate(
            new ComparisonPredicate(
                tenant.source().in(elements, creation), ComparisonOperator.EQUAL, parameter));
      }
    }

    private TableGroup elements() {
      if (!(tables instanceof PluralTableGroup plural)) {
        return tables;
      }
      register(plural.getIndexTableGroup());
      register(plural.getElementTableGroup());
      TableGroup group = plural.getElementTableGroup();
      return group == null ? tables : group;
    }

    private void register(@Nullable TableGroup group) {
      if (group != null) {
        creation.getFromClauseAccess().registerTableGroup(group.getNavigablePath(), group);
      }
    }

    private Expression select(StateColumn column, TableGroup from) {
      Expression expression = column.source().in(from, creation);
      query.getSelectClause().addSqlSelection(new SqlSelectionImpl(selected++, expression));
      return expression;
    }

    /** The restrictions and the order that the mapping has. */
    private void applyMapping() {
      var filters = creation.getLoadQueryInfluencers().getEnabledFilters();
      if (root instanceof PluralAttributeMapping plural) {
        plural.applyBaseRestrictions(
            query::applyPredicate, tables, true, filters, false, null, creation);
        plural.applyBaseManyToManyRestrictions(
            query::applyPredicate, tables, true, filters, null, creation);
        order(plural.getOrderByFragment());
        order(plural.getManyToManyOrderByFragment());
      } else if (root instanceof EntityPersister entity) {
        entity.applyBaseRestrictions(
            query::applyPredicate, tables, true, filters, true, null, creation);
      }
    }

    private void order(@Nullable OrderByFragment fragment) {
      if (fragment != null) {
        fragment.apply(query, tables, creation);
      }
    }

    void restrictToKeys(int count) {
      List<Expression> alternatives = new ArrayList<>();
      for (int key = 0; key < count; key++) {
        List<Expression> values = new ArrayList<>();
        for (int i = 0; i < keyColumns.size(); i++) {
          values.add(parameter(keyColumns.get(i), key * keyColumns.size() + i));
        }
        alternatives.add(tuple(values));
      }
      query.applyPredicate(new InListPredicate(tuple(keys), alternatives));
    }

    void restrictToArray() {
      query.applyPredicate(new InArrayPredicate(keys.get(0), parameter(keyColumns.get(0), 0)));
    }

    private static Expression tuple(List<Expression> expressions) {
      return expressions.size() == 1 ? expressions.get(0) : new SqlTuple(expressions, null);
    }

    private JdbcParameter parameter(StateColumn column, int meaning) {
      JdbcParameterImpl parameter = new JdbcParameterImpl(column.mapping());
      parameters.put(parameter, meaning);
      return parameter;
    }

    StateText text() {
      JdbcSelect operation =
          factory
              .getJdbcServices()
              .getJdbcEnvironment()
              .getSqlAstTranslatorFactory()
              .buildSelectTranslator(factory, new SelectStatement(query))
              .translate(JdbcParameterBindings.NO_BINDINGS, QueryOptions.NONE);
      int[] meanings = operation.getParameterBinders().stream().mapToInt(this::meaning).toArray();
      return new StateText(operation.getSqlString(), meanings);
    }

    private int meaning(JdbcParameterBinder binder) {
      Integer meaning = parameters.get(binder);
      if (meaning == null) {
        throw new ConfigurationException(
            "the mapping of %s needs a parameter that copies of entities cannot give; load it with a BatchLoader"
                .formatted(name));
      }
      return meaning;
    }
  }
}
