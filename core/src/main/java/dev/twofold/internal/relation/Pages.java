package dev.twofold.internal.relation;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.ConfigurationException;
import dev.twofold.internal.registry.PageKey;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.store.LoaderStore;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pages of the rows of owners. The first page is read for all owners; a later one for all whose
 * page before was asked for, so that going on with each owner in turn costs one statement for a
 * round.
 */
final class Pages {

  private static final int LARGEST = 1_000;

  /** How many rows a round may read: who looks at one owner must not pay for all others. */
  private static final int MOST_ROWS = 10_000;

  private final RequestAccess request;
  private final CohortSelection cohorts;
  private final int limit;
  private final LastRows lastRows = new LastRows();

  Pages(RequestAccess request, CohortSelection cohorts, int limit) {
    this.request = request;
    this.cohorts = cohorts;
    this.limit = limit;
  }

  List<?> page(
      RegisteredRelation relation,
      Object owner,
      @Nullable Object after,
      int size,
      boolean together) {
    if (size < 1 || size > LARGEST) {
      throw new IllegalArgumentException(
          "a page of relation %s has 1 to %d rows, but was asked for %d"
              .formatted(relation.name(), LARGEST, size));
    }
    if (!(relation.route() instanceof ListRoute<?, ?> list) || list.paging() == null) {
      throw new ConfigurationException(
          "relation %s has no pages: it is not made of mapped rows".formatted(relation.name()));
    }
    return page(list, owner, after, size, together);
  }

  private <Q, K> List<?> page(
      ListRoute<Q, K> list, Object owner, @Nullable Object after, int size, boolean together) {
    Q ownerKey = list.targetKey(owner);
    if (ownerKey == null) {
      return List.of();
    }
    Round<Q, K> round = new Round<>(list, requireNonNull(list.paging()), size);
    PageKey<Q, K> asked = round.key(ownerKey, after);
    ListRoute<PageKey<Q, K>, K> route = round.route();
    LoaderStore<PageKey<Q, K>, ?, List<K>> pages = request.store(round.loader);
    if (lastRows.endBefore(pages, asked)) {
      Object unused = pages.putIfUnknown(asked, List.of(), false);
    }
    if (pages.knows(asked) || !together) {
      round.keys.put(owner, asked);
    } else {
      round.select(owner, ownerKey, asked);
    }
    Object known = route.answer(owner, Reading.touch(request));
    if (known instanceof List<?> rows) {
      return rows;
    }
    Needs needs = new Needs(request);
    do {
      round.keys.keySet().forEach(each -> route.need(each, needs));
    } while (needs.resolve());
    needs.repair();
    round.keys.values().forEach(page -> lastRows.learn(pages, page));
    return (List<?>) requireNonNull(route.answer(owner, Reading.last(request)));
  }

  /** One page of each of some owners. */
  private final class Round<Q, K> {

    private final ListRoute<Q, K> list;
    private final ListRoute.Paging<Q, K> paging;
    private final RegisteredLoader<PageKey<Q, K>, List<K>, List<K>> loader;
    private final int size;
    private final int epoch = request.owners().epoch();
    private final IdentityHashMap<Object, PageKey<Q, K>> keys = new IdentityHashMap<>();

    Round(ListRoute<Q, K> list, ListRoute.Paging<Q, K> paging, int size) {
      this.list = list;
      this.paging = paging;
      this.loader = paging.pages().get();
      this.size = size;
    }

    ListRoute<PageKey<Q, K>, K> route() {
      return new ListRoute<>(keys::get, loader, list.rows(), List.of(), null, false);
    }

    /** The key of a page; its load will need the row that it starts after. */
    PageKey<Q, K> key(Q ownerKey, @Nullable Object after) {
      PageKey<Q, K> key =
          new PageKey<>(ownerKey, after == null ? null : paging.idOf().apply(after), size, epoch);
      if (after != null) {
        request.store(loader).hint(key, after);
      }
      return key;
    }

    void select(Object owner, Q ownerKey, PageKey<Q, K> asked) {
      keys.put(owner, asked);
      int depth = depth(ownerKey, asked);
      if (depth < 0) {
        return;
      }
      LoaderStore<PageKey<Q, K>, ?, List<K>> pages = request.store(loader);
      for (Object each : cohorts.all(owner)) {
        if (keys.size() >= Math.min(limit, MOST_ROWS / size)) {
          return;
        }
        PageKey<Q, K> page = each == owner ? null : at(each, depth);
        if (page != null && !pages.knows(page)) {
          keys.put(each, page);
        }
      }
    }

    /** How many pages of an owner come before; -1 if the request does not know them. */
    private int depth(Q ownerKey, PageKey<Q, K> asked) {
      PageKey<Q, K> page = key(ownerKey, null);
      for (int depth = 0; page != null; depth++) {
        if (page.equals(asked)) {
          return depth;
        }
        page = next(page);
      }
      return -1;
    }

    /** The page of an owner that so many come before; null if nobody has asked for those. */
    private @Nullable PageKey<Q, K> at(Object owner, int depth) {
      Q ownerKey = ownerKey(owner);
      PageKey<Q, K> page = ownerKey == null ? null : key(ownerKey, null);
      for (int i = 0; page != null && i < depth; i++) {
        page = request.store(loader).isRead(page) ? next(page) : null;
      }
      return page;
    }

    /** What another owner's own code throws is not for who asked. */
    private @Nullable Q ownerKey(Object owner) {
      try {
        return list.targetKey(owner);
      } catch (RuntimeException e) {
        return null;
      }
    }

    private @Nullable PageKey<Q, K> next(PageKey<Q, K> page) {
      LoaderStore<PageKey<Q, K>, ?, List<K>> pages = request.store(loader);
      List<K> ids = pages.asValue(pages.peek(page));
      if (ids == null || ids.size() < size) {
        return null;
      }
      K lastId = ids.get(ids.size() - 1);
      LoaderStore<K, ?, ?> rows = request.store(list.rows());
      Object lastRow = rows.asValue(rows.peek(lastId));
      return lastRow == null ? null : key(page.owner(), lastRow);
    }
  }
}
