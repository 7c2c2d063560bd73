package dev.twofold.tier;

import dev.twofold.error.ConfigurationException;
import dev.twofold.tier.entity.EntityModel;
import dev.twofold.tier.relation.Relations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A database that answers what no other tier had. Thread-safe. */
public interface Database extends AutoCloseable {

  /** The name by which loaders choose it. */
  String name();

  /**
   * The largest number of keys that one statement may take.
   *
   * @param columns how many columns a key has
   */
  int batchLimit(int columns);

  /**
   * Prepares reading rows of a mapped entity as records. Called once per loader, at start; needs no
   * connection.
   *
   * @throws dev.twofold.error.ConfigurationException if record and mapping do not fit
   */
  <K, V> RowReader<K, V> rowReader(RowMapping<K, V> mapping);

  /**
   * What it can read for relations between rows. Default: nothing.
   *
   * @throws ConfigurationException if that is nothing
   */
  default Relations relations() {
    throw new ConfigurationException(
        "database '%s' cannot read relations from a mapping; use a ListLoader".formatted(name()));
  }

  /** The mapped entities that it makes copies of; null: none, the default. */
  default @Nullable EntityModel entities() {
    return null;
  }

  /**
   * Begins a read. Takes no connection before one is asked for, and holds it until the read is
   * closed.
   *
   * @param source where to read; ignored inside the caller's own transaction
   * @param budget how long its statements may take together; the wait for a connection has the
   *     limit of its pool
   * @param tenant the tenant id that its sessions read with; null: none
   */
  DatabaseRead open(Source source, Duration budget, @Nullable Object tenant);

  /** Closes what this database opened itself, and nothing that it was given. */
  @Override
  void close();
}
