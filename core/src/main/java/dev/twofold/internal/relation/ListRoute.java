package dev.twofold.internal.relation;

import static dev.twofold.internal.store.Absent.ABSENT;
import static java.util.Objects.requireNonNull;

import dev.twofold.internal.registry.PageKey;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.store.LoaderStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The owner has the key of a list of ids; the ids lead to the rows. Rows that are gone are left
 * out.
 *
 * @param key reads the key of the list; null where the owner has none, which is an empty one
 * @param membership the loaders whose entries follow from which rows the owner has
 * @param paging null: there are no pages
 * @param wholeTree whether rows are owners of the same lists, all of which are needed
 */
record ListRoute<Q, K>(
    Function<Object, ? extends @Nullable Q> key,
    RegisteredLoader<Q, ?, List<K>> lists,
    RegisteredLoader<K, ?, ?> rows,
    List<RegisteredLoader<Q, ?, ?>> membership,
    @Nullable Paging<Q, K> paging,
    boolean wholeTree)
    implements Route {

  /**
   * How pages of the rows are read.
   *
   * @param pages the loader of ids by page; refuses at the first call if there can be none
   * @param idOf the id of a row
   */
  record Paging<Q, K>(
      Supplier<RegisteredLoader<PageKey<Q, K>, List<K>, List<K>>> pages,
      Function<Object, K> idOf) {}

  @Override
  public @Nullable Object answer(Object owner, Reading reading) {
    List<K> ids = ids(owner, reading);
    return ids == null ? Reading.UNKNOWN : rows(ids, reading);
  }

  /** The ids of an owner's rows; null if they are not known. */
  @Nullable List<K> ids(Object owner, Reading reading) {
    Q listKey = targetKey(owner);
    if (listKey == null) {
      return List.of();
    }
    LoaderStore<Q, ?, List<K>> store = reading.store(lists);
    Object read = reading.read(store, listKey);
    if (read == Reading.UNKNOWN) {
      return null;
    }
    return read == ABSENT ? List.of() : store.asValue(read);
  }

  /** The rows of some ids, or that they are not all known. */
  Object rows(List<K> ids, Reading reading) {
    LoaderStore<K, ?, ?> store = reading.store(rows);
    List<Object> found = new ArrayList<>(ids.size());
    for (K id : ids) {
      Object row = reading.readRow(store, id);
      if (row == Reading.UNKNOWN) {
        return row;
      }
      if (row != null) {
        found.add(row);
      }
    }
    return Collections.unmodifiableList(found);
  }

  @Override
  public boolean need(Object owner, Needs needs) {
    Q listKey = targetKey(owner);
    if (listKey == null) {
      return false;
    }
    return wholeTree ? needTree(listKey, needs) : needList(listKey, needs);
  }

  private boolean needList(Q listKey, Needs needs) {
    LoaderStore<Q, ?, List<K>> store = needs.store(lists);
    List<K> ids = store.asValue(store.peek(listKey));
    return ids == null ? needs.add(store, listKey) : needRows(store, listKey, ids, needs);
  }

  private boolean needRows(LoaderStore<Q, ?, ?> store, Q listKey, List<K> ids, Needs needs) {
    LoaderStore<K, ?, ?> rowStore = needs.store(rows);
    boolean needed = false;
    for (K id : ids) {
      if (rowStore.peek(id) == ABSENT) {
        needs.repair(store, listKey);
      } else {
        needed |= needs.add(rowStore, id);
      }
    }
    return needed;
  }

  /**
   * Adds what a tree needs next. The lists of rows are asked for with the rows themselves, so that
   * a tree that is in a tier costs one trip for each of its levels. Walks with a queue and looks at
   * each list once: trees may be deep, and rows may be above themselves.
   */
  private boolean needTree(Q root, Needs needs) {
    LoaderStore<Q, ?, List<K>> store = needs.store(lists);
    Set<Q> seen = new HashSet<>(Set.of(root));
    Deque<Q> open = new ArrayDeque<>(seen);
    boolean needed = false;
    while (!open.isEmpty()) {
      Q listKey = open.poll();
      List<K> ids = store.asValue(store.peek(listKey));
      if (ids == null) {
        needed |= needs.add(store, listKey);
      } else {
        needed |= needRows(store, listKey, ids, needs);
        for (K id : ids) {
          Q below = asOwner(id);
          if (seen.add(below)) {
            open.add(below);
          }
        }
      }
    }
    return needed;
  }

  @SuppressWarnings("unchecked") // rows of a tree are owners: that is checked when it is registered
  private Q asOwner(K id) {
    return (Q) id;
  }

  @Override
  public @Nullable Q targetKey(Object owner) {
    Q raw = key.apply(owner);
    return raw == null
        ? null
        : requireNonNull(lists.normalization().apply(raw), "a normalized key is null");
  }

  @Override
  public String target() {
    return rows.name();
  }

  @Override
  public void stale(Object owner, RequestAccess request, Stale stale) {
    Q listKey = targetKey(owner);
    if (listKey != null) {
      stale.addAll(lists, membership, listKey, request);
    }
  }
}
