package dev.twofold.internal.relation;

import dev.twofold.internal.registry.PageKey;
import dev.twofold.internal.store.LoaderStore;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The last rows of owners, as pages have shown them: a page with fewer rows than were asked for is
 * the last one, and the page after it, of whatever size, is empty. Thread-safe.
 */
final class LastRows {

  /** A page at the end of the rows; {@code id} is null where the owner has none. */
  private record LastRow(
      LoaderStore<?, ?, ?> pages, Object owner, @Nullable Object id, int epoch) {}

  private final Set<LastRow> known = ConcurrentHashMap.newKeySet();

  /** Remembers the last row of an owner if the request knows a page, and it shows that row. */
  <Q, K> void learn(LoaderStore<PageKey<Q, K>, ?, List<K>> pages, PageKey<Q, K> page) {
    List<K> ids = pages.asValue(pages.peek(page));
    if (ids != null && ids.size() < page.size()) {
      K last = ids.isEmpty() ? page.after() : ids.get(ids.size() - 1);
      known.add(new LastRow(pages, page.owner(), last, page.epoch()));
    }
  }

  /** Whether a page begins after the last row of its owner. */
  <Q, K> boolean endBefore(LoaderStore<PageKey<Q, K>, ?, List<K>> pages, PageKey<Q, K> page) {
    return known.contains(new LastRow(pages, page.owner(), page.after(), page.epoch()));
  }
}
