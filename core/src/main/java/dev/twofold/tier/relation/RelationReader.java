package dev.twofold.tier.relation;

import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.key.ParameterValues;
import dev.twofold.tier.DatabaseRead;
import java.util.Collection;
import java.util.List;

/**
 * Reads the rows of many owners. Each call executes exactly one statement; the caller keeps within
 * {@link dev.twofold.tier.Database#batchLimit}. Thread-safe.
 *
 * @param <O> type of the owners' keys
 * @param <K> type of the rows' keys
 * @param <V> type of records
 */
public interface RelationReader<O, K, V> {

  /** How many columns the key of an owner has. */
  int ownerColumns();

  /**
   * The rows of these owners. Those of one owner come in order; owners may be mixed. A row of
   * several owners comes once for each. Of a whole tree all rows come, each with the row above it
   * as owner; a row that is above itself comes once.
   */
  List<Related<O, K, V>> read(
      Collection<? extends O> owners, ParameterValues parameters, DatabaseRead read);

  /**
   * Which owners' results a write makes stale: the old owner and the new one. Default: all.
   *
   * @return none where the write does not concern the results
   */
  default Affected<O> affectedBy(Change change) {
    return Affected.all();
  }
}
