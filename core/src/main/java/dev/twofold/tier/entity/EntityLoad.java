package dev.twofold.tier.entity;

import dev.twofold.codec.ValueCodec;
import dev.twofold.invalidation.Affected;
import dev.twofold.invalidation.Change;
import dev.twofold.key.KeyFormat;
import dev.twofold.key.ParameterValues;
import dev.twofold.tier.DatabaseRead;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Something of mapped entities that is loaded by key: the states of the entities of a hierarchy, or
 * what one association of theirs leads to. Keys and states are immutable and shared by all
 * requests; keys are compared by {@code equals}. Thread-safe.
 */
public interface EntityLoad {

  /** Its stable name, for keys in tiers, statistics and messages. */
  String name();

  /** How many columns a key has. */
  int keyColumns();

  /** How keys are written for shared tiers. */
  KeyFormat<Object> keyFormat();

  /**
   * How states are written for shared tiers.
   *
   * @throws dev.twofold.error.ConfigurationException if they cannot be, naming the attribute
   */
  ValueCodec<Object> codec();

  /**
   * Reads the states of some keys with one statement; the caller keeps within {@link
   * dev.twofold.tier.Database#batchLimit}.
   *
   * @param parameters the value of {@link EntityModel#tenant}
   */
  Answer read(Set<Object> keys, ParameterValues parameters, DatabaseRead read);

  /** Which keys a write makes stale. Default: all. */
  default Affected<Object> affectedBy(Change change) {
    return Affected.all();
  }

  /**
   * What was read.
   *
   * @param states by key; keys without one are left out
   * @param byproducts states of other loads that came in the same rows
   */
  record Answer(Map<Object, Object> states, List<Byproduct> byproducts) {}

  /** A state that came beside what was asked for. */
  record Byproduct(EntityLoad load, Object key, Object state) {}
}
