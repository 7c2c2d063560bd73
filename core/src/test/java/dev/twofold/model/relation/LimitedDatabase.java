package dev.twofold.model.relation;

import dev.twofold.tier.Database;
import dev.twofold.tier.DatabaseRead;
import dev.twofold.tier.RowMapping;
import dev.twofold.tier.RowReader;
import dev.twofold.tier.Source;
import dev.twofold.tier.relation.Relations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A database whose statements take fewer columns of keys. */
record LimitedDatabase(Database database, int columnsPerStatement) implements Database {

  @Override
  public String name() {
    return database.name();
  }

  @Override
  public int batchLimit(int columns) {
    return columnsPerStatement / columns;
  }

  @Override
  public <K, V> RowReader<K, V> rowReader(RowMapping<K, V> mapping) {
    return database.rowReader(mapping);
  }

  @Override
  public Relations relations() {
    return database.relations();
  }

  @Override
  public DatabaseRead open(Source source, Duration budget, @Nullable Object tenant) {
    return database.open(source, budget, tenant);
  }

  @Override
  public void close() {
    database.close();
  }
}
