package dev.twofold.loader;

import java.util.Map;
import java.util.Set;

/**
 * A loader whose tiers keep another form of a value than requests see: the cached form is what is
 * shared, the request form may hold things of the request and is made once per key and request.
 *
 * @param <K> type of keys
 * @param <C> the cached form; immutable; codec and region belong to it
 * @param <V> the request form; never shared
 */
public abstract non-sealed class FormLoader<K, C, V> extends Loader<K, V> {

  /** Loads cached forms. The contract is that of {@link BatchLoader#loadAll}. */
  public abstract Map<K, C> loadAll(Set<K> keys, LoadContext context) throws Exception;

  /**
   * Makes the request form of a value, wherever it came from. Called once per key and request, on
   * the thread that asked. An exception fails the key.
   */
  public abstract V requestForm(K key, C cached);

  /** How many keys one call takes at most; see {@link BatchLoader#batchLimit}. */
  public int batchLimit() {
    return Integer.MAX_VALUE;
  }
}
