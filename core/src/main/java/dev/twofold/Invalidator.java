package dev.twofold;

import dev.twofold.loader.Loader;
import java.util.Collection;
import java.util.Set;

/**
 * Declares values stale for writers that the engine does not see: other applications, SQL consoles,
 * triggers. Call it after the commit; inside a request, the request forgets too. Thread-safe.
 *
 * <p>All methods tell every node, and return whether the distributed tier has confirmed; if not, it
 * is told as soon as it answers again, and this node does not read from it until then.
 */
public interface Invalidator {

  /** Some keys of a loader, under every parameter but the tenant of {@link Twofold#invalidator}. */
  <K, V> boolean invalidate(Class<? extends Loader<K, V>> loader, Collection<? extends K> keys);

  /** All keys of a loader, of all tenants. One trip, however many entries there are. */
  boolean clear(Class<? extends Loader<?, ?>> loader);

  /** Everything of a region. One trip, however many entries there are. */
  boolean clearRegion(String region);

  /** Everything under a tag; see {@link Loader#tags}. One trip, however many entries there are. */
  boolean clearTag(String tag);

  /**
   * The keys of a loader that match a pattern, to count or clear them. No trip yet. Of a loader
   * with a tenant, those of the tenant of {@link Twofold#invalidator}, or of all where it names
   * none.
   *
   * @param pattern of the text of keys as {@link dev.twofold.key.KeyFormat#of} writes it: {@code *}
   *     stands for any characters, {@code ?} for one, and a backslash takes the meaning from the
   *     next. Only the first 64 characters of a text of more than 200 can match
   * @throws IllegalArgumentException if that is no pattern, or one of all keys, which {@link
   *     #clear} clears in one trip
   * @throws IllegalStateException if the loader has no entries in a distributed tier
   */
  MatchingKeys matching(Class<? extends Loader<?, ?>> loader, String pattern);

  /**
   * Everything that depends on rows of some tables.
   *
   * @param tables as the mapping names them, without schema; case does not matter
   */
  boolean tablesChanged(Set<String> tables);

  /**
   * Everything that depends on some rows of a mapped entity: the rows themselves and, since what
   * they referred to before is not known, all lists and counts of them.
   */
  boolean rowsChanged(Class<?> entity, Collection<?> ids);
}
