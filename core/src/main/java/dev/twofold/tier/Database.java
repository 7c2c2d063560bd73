package dev.twofold.tier;

import dev.twofold.error.ConfigurationException;
import dev.twofold.invalidation.Outbox;
import dev.twofold.invalidation.WriteListener;
import dev.twofold.tier.entity.EntityModel;
import dev.twofold.tier.relation.Relations;
import java.time.Duration;
import java.util.Set;
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
   * The names of the tables that rows of a mapped entity, and of those below it, are in, and of
   * those of their collections. Default: null, not known.
   *
   * @return in lower case and without schema; null if the class is not mapped here
   */
  default @Nullable Set<String> tablesOf(Class<?> entity) {
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

  /**
   * Whether a read that the calling thread opens now would run in a transaction of the caller, as
   * {@link DatabaseRead#inCallersTransaction} says of one that is open. Rights to fill are then not
   * asked for. Default: false; what such a read finds is not filled all the same.
   */
  default boolean inCallersTransaction() {
    return false;
  }

  /**
   * Writes what a transaction of the caller, as above, has collected and not written yet. The
   * listener hears of it, so that neither the request answers what it knew before, nor shared tiers
   * are asked. Called with each question of a request, also those that it answers by itself, for
   * all databases of the engine, whichever the question concerns: where there is nothing to write
   * it returns at once. Default: nothing.
   *
   * @throws RuntimeException if it cannot be written; the question then fails
   */
  default void flushCallersTransaction() {}

  /**
   * Tells a listener of everything that is written through this database from now on, until it is
   * closed. Called once, before the first scope is opened. Default: it does not know of writes;
   * values are stale when somebody says so.
   */
  default void listen(WriteListener listener) {}

  /**
   * The table into which transactions that the listener is told of insert {@link
   * dev.twofold.invalidation.WriteTransaction#outbox}. Default: null, there is none.
   */
  default @Nullable Outbox outbox() {
    return null;
  }

  /** Closes what this database opened itself, and nothing that it was given. */
  @Override
  void close();
}
