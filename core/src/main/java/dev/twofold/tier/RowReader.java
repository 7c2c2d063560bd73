package dev.twofold.tier;

import dev.twofold.error.LoadException;
import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.key.ParameterValues;
import java.util.Collection;
import java.util.List;

/**
 * Reads rows of one mapped entity with statements that were prepared at start. Each call executes
 * exactly one statement; the caller keeps within {@link Database#batchLimit}. Thread-safe.
 *
 * @param <K> type of keys
 * @param <V> type of records
 */
public interface RowReader<K, V> {

  /** How many columns the id has. */
  int idColumns();

  /**
   * The names of the attributes of the id: one, or several where the id is made of attributes of
   * the entity itself. Default: {@code id}.
   */
  default List<String> idAttributes() {
    return List.of("id");
  }

  /** The rows with these ids, in any order; ids without a row are left out. */
  List<Row<K, V>> readByIds(
      Collection<? extends K> ids, ParameterValues parameters, DatabaseRead read);

  /**
   * The rows with these values of a unique key, in any order.
   *
   * @param uniqueKey the position of the key in {@link RowMapping#uniqueKeys}
   */
  List<Row<K, V>> readByUnique(
      int uniqueKey, Collection<?> values, ParameterValues parameters, DatabaseRead read);

  /**
   * Which ids a write makes stale. Default: all.
   *
   * @return none where the write does not concern the rows of this entity
   */
  default Affected<K> affectedBy(Change change) {
    return Affected.all();
  }

  /**
   * Which values of a unique key a write makes stale: the old one and the new one. Default: all.
   *
   * @param uniqueKey the position of the key in {@link RowMapping#uniqueKeys}
   */
  default Affected<?> affectedBy(int uniqueKey, Change change) {
    return Affected.all();
  }

  /** One row. */
  sealed interface Row<K, V> {

    /** Its id as the database has it. */
    K id();
  }

  /**
   * A row that became a record.
   *
   * @param id its id as the database has it
   * @param value the record
   */
  record Found<K, V>(K id, V value) implements Row<K, V> {}

  /**
   * A row that cannot become a record, for instance because a column is NULL whose component is
   * primitive. It fails its own key only.
   *
   * @param id its id as the database has it
   * @param reason names loader and component
   */
  record Broken<K, V>(K id, LoadException reason) implements Row<K, V> {}
}
