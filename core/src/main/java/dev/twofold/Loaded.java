package dev.twofold;

import java.util.List;
import java.util.Map;

/**
 * The answer to a question for many keys. Immutable; stays valid after its scope is closed.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public interface Loaded<K, V> {

  /**
   * The values by key, in the order first asked; keys without a value or with a failure are left
   * out.
   */
  Map<K, V> found();

  /**
   * The values in the order asked, duplicates repeated as the same instance; absent keys are left
   * out.
   *
   * @throws dev.twofold.error.LoadException if a key failed
   */
  List<V> inOrder();

  /**
   * The keys that have no value, after a peek also those of which no tier knows one, in the order
   * first asked, without duplicates.
   */
  List<K> missing();

  /**
   * The keys whose values have expired: their load failed, and their region lets such values be
   * answered for a while. In the order first asked, without duplicates; they are among the found
   * too.
   */
  List<K> stale();

  /** The keys that could not be answered, with the reason of each, in the order first asked. */
  Map<K, RuntimeException> failed();
}
