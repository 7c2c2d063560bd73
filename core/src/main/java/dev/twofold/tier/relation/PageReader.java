package dev.twofold.tier.relation;

import dev.twofold.key.ParameterValues;
import dev.twofold.tier.DatabaseRead;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one page of the rows of each of many owners. Each call executes exactly one statement; the
 * caller keeps within {@link #batchLimit}. Thread-safe.
 *
 * @param <O> type of the owners' keys
 * @param <K> type of the rows' keys
 * @param <V> type of records
 */
public interface PageReader<O, K, V> {

  /**
   * Where a page starts.
   *
   * @param owner the key of the owner; no two starts of one call have the same
   * @param after the last row of the page before; null: the first page
   */
  record Start<O, V>(O owner, @Nullable V after) {}

  /** How many pages one statement may read. */
  int batchLimit();

  /**
   * The rows of these pages. Those of one owner come in order; owners may be mixed.
   *
   * @param size how many rows a page has at most; at least 1
   */
  List<Related<O, K, V>> read(
      Collection<Start<O, V>> starts, int size, ParameterValues parameters, DatabaseRead read);
}
