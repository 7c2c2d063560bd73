package dev.twofold.loader;

import java.util.Map;
import java.util.Set;

/**
 * A loader written by hand: HQL, SQL, a remote service.
 *
 * <pre>{@code
 * public final class CommentCounts extends BatchLoader<Long, Long> {
 *   public Map<Long, Long> loadAll(Set<Long> storyIds, LoadContext context) {
 *     return context.session(StatelessSession.class)
 *         .createSelectionQuery("select c.story.id, count(*) from Comment c where c.story.id in :ids group by c.story.id", Object[].class)
 *         ...
 *   }
 * }
 * }</pre>
 *
 * @param <K> type of keys
 * @param <V> type of values; immutable
 */
public abstract non-sealed class BatchLoader<K, V> extends Loader<K, V> {

  /**
   * Loads the values of many keys, in one statement where that is possible.
   *
   * <ul>
   *   <li>A key that is <b>missing</b> in the answer has no value; that is remembered.
   *   <li>A key that was <b>not asked for</b> is ignored and counted, as long as every key that was
   *       asked for is answered. Otherwise the unanswered keys fail: the extra key may be one of
   *       them in the spelling of the database (see {@link #normalize}).
   *   <li>A <b>null value</b> fails its key; the others are not affected. A null map fails all
   *       keys.
   *   <li>An <b>exception</b> fails all keys of this call. Nothing is cached; the next call tries
   *       again. {@link Error}s reach the caller as they are.
   * </ul>
   *
   * A load may ask the scope for values of other loaders; that takes a second connection while this
   * load holds its own. Asking for a key that is being loaded fails with the path.
   *
   * @param keys not empty, without duplicates, in the order first asked, unmodifiable; at most
   *     {@link #batchLimit}
   * @param context the connection to read with, parameters, time left
   * @return the values by key; read once, not kept
   */
  public abstract Map<K, V> loadAll(Set<K> keys, LoadContext context) throws Exception;

  /**
   * How many keys one call takes at most. Default: what one statement of the loader's database
   * takes, or any number if the engine has none of that name.
   */
  public int batchLimit() {
    return Integer.MAX_VALUE;
  }
}
