package dev.twofold.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.criteria.Condition;
import dev.twofold.criteria.Order;
import dev.twofold.key.Parameter;
import dev.twofold.key.ParameterValues;
import dev.twofold.testing.TestDatabase;
import dev.twofold.tier.DatabaseRead;
import dev.twofold.tier.RowMapping;
import dev.twofold.tier.RowReader.Broken;
import dev.twofold.tier.RowReader.Found;
import dev.twofold.tier.RowReader.Row;
import dev.twofold.tier.Source;
import dev.twofold.tier.relation.AggregateFunction;
import dev.twofold.tier.relation.AggregateMapping;
import dev.twofold.tier.relation.AggregateReader;
import dev.twofold.tier.relation.Link;
import dev.twofold.tier.relation.PageReader;
import dev.twofold.tier.relation.PageReader.Start;
import dev.twofold.tier.relation.Related;
import dev.twofold.tier.relation.RelationMapping;
import dev.twofold.tier.relation.RelationReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads relations in one read each, and asserts that this took one statement. */
final class RelationReads implements AutoCloseable {

  private static final Duration BUDGET = Duration.ofSeconds(20);

  private final TestDatabase database;
  private final HibernateDatabase hibernate;

  RelationReads(TestDatabase database) {
    this.database = database;
    this.hibernate = HibernateDatabase.of(database.sessionFactory());
  }

  static <K, V> Rows<Long, K, V> rows(Class<?> entity, Class<K> key, Class<V> row) {
    return new Rows<>(
        new RowMapping<>("TestLoader", entity, key, row, List.of(), null),
        null,
        Long.class,
        new Link.ForeignKey("none"),
        List.of(),
        List.of(),
        0,
        false);
  }

  /** A relation, put together step by step. */
  record Rows<O, K, V>(
      RowMapping<K, V> rows,
      @Nullable Class<?> owner,
      Class<O> ownerKey,
      Link link,
      List<Condition> conditions,
      List<Order> order,
      int limit,
      boolean tree) {

    Rows<O, K, V> by(String foreignKey) {
      return linked(new Link.ForeignKey(foreignKey));
    }

    Rows<O, K, V> in(Class<?> owner, String collection) {
      return of(owner).linked(new Link.Collection(collection));
    }

    private Rows<O, K, V> linked(Link link) {
      return new Rows<>(rows, owner, ownerKey, link, conditions, order, limit, tree);
    }

    Rows<O, K, V> of(Class<?> owner) {
      return new Rows<>(rows, owner, ownerKey, link, conditions, order, limit, tree);
    }

    <P> Rows<P, K, V> keyed(Class<P> ownerKey) {
      return new Rows<>(rows, owner, ownerKey, link, conditions, order, limit, tree);
    }

    Rows<O, K, V> where(Condition... conditions) {
      return new Rows<>(rows, owner, ownerKey, link, List.of(conditions), order, limit, tree);
    }

    Rows<O, K, V> orderBy(Order... order) {
      return new Rows<>(rows, owner, ownerKey, link, conditions, List.of(order), limit, tree);
    }

    Rows<O, K, V> limit(int limit) {
      return new Rows<>(rows, owner, ownerKey, link, conditions, order, limit, tree);
    }

    Rows<O, K, V> wholeTree() {
      return new Rows<>(rows, owner, ownerKey, link, conditions, order, limit, true);
    }

    Rows<O, K, V> tenant(Parameter<?> tenant) {
      RowMapping<K, V> mapping =
          new RowMapping<>(
              rows.loader(), rows.entity(), rows.keyType(), rows.recordType(), List.of(), tenant);
      return new Rows<>(mapping, owner, ownerKey, link, conditions, order, limit, tree);
    }

    RelationMapping<O, K, V> mapping() {
      return new RelationMapping<>(
          "Test.ROWS", rows, owner, ownerKey, link, conditions, order, limit, tree);
    }

    <N> AggregateMapping<O, N> aggregate(
        AggregateFunction function, @Nullable String attribute, Class<N> type) {
      return new AggregateMapping<>(
          "Test.NUMBER", rows, owner, ownerKey, link, conditions, function, attribute, type);
    }
  }

  HibernateDatabase hibernate() {
    return hibernate;
  }

  TestDatabase database() {
    return database;
  }

  void persist(Object... entities) {
    database.sessionFactory().inTransaction(session -> RowReads.persist(session, entities));
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // List.of copies the array.
  final <O, K, V> Map<O, List<V>> read(Rows<O, K, V> relation, O... owners) {
    return read(relation, ParameterValues.none(), List.of(owners));
  }

  <O, K, V> Map<O, List<V>> read(
      Rows<O, K, V> relation, ParameterValues parameters, Collection<O> owners) {
    RelationReader<O, K, V> reader = hibernate.relations().reader(relation.mapping());
    return byOwner(once(read -> reader.read(owners, parameters, read)));
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // List.of copies the array.
  final <O, K, V> Map<O, List<V>> pages(Rows<O, K, V> relation, int size, Start<O, V>... starts) {
    PageReader<O, K, V> reader = hibernate.relations().pageReader(relation.mapping());
    return byOwner(once(read -> reader.read(List.of(starts), size, ParameterValues.none(), read)));
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // List.of copies the array.
  final <O, N> Map<O, N> aggregate(AggregateMapping<O, N> mapping, O... owners) {
    AggregateReader<O, N> reader = hibernate.relations().aggregateReader(mapping);
    return once(read -> reader.read(List.of(owners), ParameterValues.none(), read));
  }

  private <R> R once(Function<DatabaseRead, R> question) {
    database.reset();
    try (DatabaseRead read = hibernate.open(Source.READER, BUDGET, null)) {
      R result = question.apply(read);
      assertThat(read.statements()).isEqualTo(1);
      assertThat(database.queries().statements()).hasSize(1);
      return result;
    }
  }

  private static <O, K, V> Map<O, List<V>> byOwner(List<Related<O, K, V>> related) {
    Map<O, List<V>> rows = new LinkedHashMap<>();
    for (Related<O, K, V> each : related) {
      rows.computeIfAbsent(each.owner(), first -> new ArrayList<>()).add(value(each.row()));
    }
    return rows;
  }

  private static <K, V> V value(Row<K, V> row) {
    if (row instanceof Broken<K, V> broken) {
      throw broken.reason();
    }
    return ((Found<K, V>) row).value();
  }

  /** The text of the only statement of the last read. */
  String statement() {
    return database.queries().statements().get(0);
  }

  @Override
  public void close() {
    database.close();
  }
}
