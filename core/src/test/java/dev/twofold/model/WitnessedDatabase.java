package dev.twofold.model;

import dev.twofold.key.ParameterValues;
import dev.twofold.testing.InMemoryDatabase;
import dev.twofold.tier.Database;
import dev.twofold.tier.DatabaseRead;
import dev.twofold.tier.RowMapping;
import dev.twofold.tier.RowReader;
import dev.twofold.tier.Source;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a {@link Witness} which users are read, by id and by name. */
final class WitnessedDatabase implements Database {

  private final InMemoryDatabase database;
  private final Witness witness;

  WitnessedDatabase(InMemoryDatabase database, Witness witness) {
    this.database = database;
    this.witness = witness;
  }

  @Override
  public String name() {
    return database.name();
  }

  @Override
  public int batchLimit(int columns) {
    return database.batchLimit(columns);
  }

  @Override
  public <K, V> RowReader<K, V> rowReader(RowMapping<K, V> mapping) {
    return new Rows<>(database.rowReader(mapping));
  }

  @Override
  public DatabaseRead open(Source source, Duration budget, @Nullable Object tenant) {
    return database.open(source, budget, tenant);
  }

  @Override
  public void close() {
    database.close();
  }

  private final class Rows<K, V> implements RowReader<K, V> {

    private final RowReader<K, V> rows;

    Rows(RowReader<K, V> rows) {
      this.rows = rows;
    }

    @Override
    public int idColumns() {
      return rows.idColumns();
    }

    @Override
    public List<Row<K, V>> readByIds(
        Collection<? extends K> ids, ParameterValues parameters, DatabaseRead read) {
      witness.asks(Target.USERS, ids);
      return rows.readByIds(ids, parameters, read);
    }

    @Override
    public List<Row<K, V>> readByUnique(
        int uniqueKey, Collection<?> values, ParameterValues parameters, DatabaseRead read) {
      witness.asks(Target.NAMES, values);
      List<Row<K, V>> found = rows.readByUnique(uniqueKey, values, parameters, read);
      witness.active().loaded(found.stream().map(row -> new Cell(Target.USERS, row.id())).toList());
      return found;
    }
  }
}
