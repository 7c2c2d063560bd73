package dev.twofold.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.key.ParameterValues;
import dev.twofold.testing.TestDatabase;
import dev.twofold.tier.DatabaseRead;
import dev.twofold.tier.RowMapping;
import dev.twofold.tier.RowMapping.UniqueAttributes;
import dev.twofold.tier.RowReader;
import dev.twofold.tier.RowReader.Broken;
import dev.twofold.tier.RowReader.Found;
import dev.twofold.tier.RowReader.Row;
import dev.twofold.tier.Source;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.hibernate.Session;

/** Reads rows in one read each, and asserts that this took one connection and one statement. */
final class RowReads implements AutoCloseable {

  private static final Duration BUDGET = Duration.ofSeconds(20);

  private final TestDatabase database;
  private final HibernateDatabase hibernate;

  RowReads(TestDatabase database) {
    this.database = database;
    this.hibernate = HibernateDatabase.of(database.sessionFactory());
  }

  static <K, V> RowMapping<K, V> mapping(Class<?> entity, Class<K> key, Class<V> row) {
    return new RowMapping<>("TestLoader", entity, key, row, List.of(), null);
  }

  static <K, V> RowMapping<K, V> mapping(
      Class<?> entity, Class<K> key, Class<V> row, Class<?> unique, String... attributes) {
    UniqueAttributes key1 = new UniqueAttributes(unique, List.of(attributes));
    return new RowMapping<>("TestLoader", entity, key, row, List.of(key1), null);
  }

  HibernateDatabase hibernate() {
    return hibernate;
  }

  TestDatabase database() {
    return database;
  }

  void persist(Object... entities) {
    database.sessionFactory().inTransaction(session -> persist(session, entities));
  }

  static void persist(Session session, Object... entities) {
    Stream.of(entities).forEach(session::persist);
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // List.of copies the array.
  final <K, V> Map<K, V> byIds(RowMapping<K, V> mapping, K... ids) {
    return byIds(mapping, List.of(ids), ParameterValues.none());
  }

  <K, V> Map<K, V> byIds(RowMapping<K, V> mapping, Collection<K> ids, ParameterValues parameters) {
    return read(mapping, (reader, read) -> reader.readByIds(ids, parameters, read));
  }

  <K, V> Map<K, V> byUnique(RowMapping<K, V> mapping, Object... values) {
    return byUnique(mapping, ParameterValues.none(), values);
  }

  <K, V> Map<K, V> byUnique(
      RowMapping<K, V> mapping, ParameterValues parameters, Object... values) {
    return read(
        mapping, (reader, read) -> reader.readByUnique(0, List.of(values), parameters, read));
  }

  private <K, V> Map<K, V> read(
      RowMapping<K, V> mapping,
      BiFunction<RowReader<K, V>, DatabaseRead, List<Row<K, V>>> question) {
    RowReader<K, V> reader = hibernate.rowReader(mapping);
    database.reset();
    Map<K, V> rows = new LinkedHashMap<>();
    try (DatabaseRead read = hibernate.open(Source.READER, BUDGET, null)) {
      for (Row<K, V> row : question.apply(reader, read)) {
        rows.put(row.id(), value(row));
      }
      assertThat(read.statements()).isEqualTo(1);
    }
    assertThat(database.queries().statements()).hasSize(1);
    assertThat(database.connectionsTaken()).isEqualTo(1);
    assertThat(database.connectionsInUse()).isZero();
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
