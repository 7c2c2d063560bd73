package dev.twofold.loader;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ids that a query finds. The tiers keep the list of ids; the rows are read by id through the
 * loader of the rows, so each row lives once, under its own key.
 *
 * @param <A> the arguments of the query: a key type, usually a record
 * @param <K> type of the ids
 * @param <V> type of the rows
 */
public abstract non-sealed class ListLoader<A, K, V> extends Loader<A, List<K>> {

  private final Class<? extends Loader<K, V>> rows;

  /**
   * @param rows the loader of the rows, registered with the same engine
   */
  protected ListLoader(Class<? extends Loader<K, V>> rows) {
    this.rows = requireNonNull(rows, "rows");
  }

  /** The loader of the rows. */
  public final Class<? extends Loader<K, V>> rows() {
    return rows;
  }

  /**
   * The ids that the query finds, in its order. Called once per arguments that no tier had, unless
   * {@link #loadAll} is overridden. Never null: nothing found is an empty list, which is remembered
   * like any other.
   */
  protected abstract List<K> load(A arguments, LoadContext context) throws Exception;

  /**
   * The lists of several arguments. Override it where one statement can answer them all. The
   * contract is that of {@link BatchLoader#loadAll}; arguments without an answer have an empty
   * list.
   */
  public Map<A, List<K>> loadAll(Set<A> arguments, LoadContext context) throws Exception {
    Map<A, List<K>> lists = new LinkedHashMap<>();
    for (A each : arguments) {
      lists.put(each, load(each, context));
    }
    return lists;
  }
}
