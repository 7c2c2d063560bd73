package dev.twofold.tier.relation;

import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.key.ParameterValues;
import dev.twofold.tier.DatabaseRead;
import java.util.Collection;
import java.util.Map;

/**
 * Computes an aggregate for many owners. Each call executes exactly one statement; the caller keeps
 * within {@link dev.twofold.tier.Database#batchLimit}. Thread-safe.
 *
 * @param <O> type of the owners' keys
 * @param <N> type of the results
 */
public interface AggregateReader<O, N> {

  /** How many columns the key of an owner has. */
  int ownerColumns();

  /** The results by owner; owners without rows, or with null as result, are left out. */
  Map<O, N> read(Collection<? extends O> owners, ParameterValues parameters, DatabaseRead read);

  /**
   * Which owners' results a write makes stale: the old owner and the new one. Default: all.
   *
   * @return none where the write does not concern the results
   */
  default Affected<O> affectedBy(Change change) {
    return Affected.all();
  }
}
