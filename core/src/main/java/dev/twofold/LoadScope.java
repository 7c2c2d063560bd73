package dev.twofold;

import dev.twofold.computation.Computation;
import dev.twofold.internal.scope.ThreadScopes;
import dev.twofold.key.Parameter;
import dev.twofold.loader.ListLoader;
import dev.twofold.loader.Loader;
import dev.twofold.loader.UniqueKey;
import dev.twofold.relation.Cohorts;
import dev.twofold.relation.Lazy;
import dev.twofold.relation.Plan;
import dev.twofold.relation.Relation;
import dev.twofold.stats.ScopeStats;
import dev.twofold.tier.Source;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * The objects of one request. Asks the request store first, then the distributed tier, then the
 * database, always for many keys at once, and remembers every answer until the request ends: equal
 * keys are asked once, and a value is one instance per request.
 *
 * <p>A scope is used by the thread that it is bound to. Other threads of the request take it by an
 * explicit hand-over ({@link #wrap} or {@link #bind}); several may use it at once, and each key is
 * still loaded once. Threads inherit nothing.
 *
 * <p>All methods throw {@link NullPointerException} for a null argument or key, {@link
 * IllegalArgumentException} for a loader or a computation that is not registered, {@link
 * IllegalStateException} once the scope is closed or for a parameter without a value, and {@link
 * dev.twofold.error.LoadException} where a load failed and the result cannot say so per key.
 */
public interface LoadScope extends AutoCloseable {

  /**
   * The scope bound to this thread, the innermost if several are.
   *
   * @throws IllegalStateException if none is, saying what to do
   */
  static LoadScope current() {
    return ThreadScopes.require();
  }

  /** The value of a key, or empty if there is none. */
  <K, V> Optional<V> find(Class<? extends Loader<K, V>> loader, K key);

  /**
   * The values of many keys. Fails for no key on its own: {@link Loaded} tells found, missing and
   * failed apart.
   */
  <K, V> Loaded<K, V> findAll(Class<? extends Loader<K, V>> loader, Collection<? extends K> keys);

  /**
   * The value of a key.
   *
   * @throws dev.twofold.error.AbsentException if there is none
   */
  <K, V> V require(Class<? extends Loader<K, V>> loader, K key);

  /**
   * The values of many keys, in the order asked, duplicates repeated.
   *
   * @throws dev.twofold.error.AbsentException if there is no value for one or more, naming all
   */
  <K, V> List<V> requireAll(Class<? extends Loader<K, V>> loader, Collection<? extends K> keys);

  /** The row that has this value of a unique key, or empty if none has. */
  <U, V extends Record> Optional<V> findBy(UniqueKey<U, V> uniqueKey, U value);

  /** The rows that have these values of a unique key. */
  <U, V extends Record> Loaded<U, V> findAllBy(
      UniqueKey<U, V> uniqueKey, Collection<? extends U> values);

  /**
   * The rows that a query finds, in its order. Ids of rows that no longer exist are left out.
   *
   * @return unmodifiable
   */
  <A, K, V> List<V> list(Class<? extends ListLoader<A, K, V>> loader, A arguments);

  /**
   * The result of a computation, from the tiers where one of them has it, or empty if there is
   * none.
   */
  <A, V> Optional<V> compute(Class<? extends Computation<A, V>> computation, A arguments);

  /**
   * The results of a computation for many arguments. What they are computed from is read in one
   * wave, then the results are looked for in another; what no tier has is computed together.
   */
  <A, V> Loaded<A, V> computeAll(
      Class<? extends Computation<A, V>> computation, Collection<? extends A> arguments);

  /**
   * A handle for a value that is needed later. Costs nothing now; the first handle that is read
   * resolves all that are waiting, in all loaders, in one wave.
   */
  <K, V> Lazy<V> lazy(Class<? extends Loader<K, V>> loader, K key);

  /** The value of a key if the request store or a tier above the database has it. */
  <K, V> Optional<V> peek(Class<? extends Loader<K, V>> loader, K key);

  /** The values that the request store or a tier above the database has, in one trip. */
  <K, V> Loaded<K, V> peekAll(Class<? extends Loader<K, V>> loader, Collection<? extends K> keys);

  /**
   * Tells the request store, and nothing else, the value of a key. Does not replace a value that is
   * there.
   *
   * @return whether the value was taken
   */
  <K, V> boolean prime(Class<? extends Loader<K, V>> loader, K key, V value);

  /**
   * Reads a key from the primary database, whatever the tiers have, and fills them anew. Later
   * reads of this request get the new instance; what was handed out before stays as it is.
   */
  <K, V> Optional<V> refresh(Class<? extends Loader<K, V>> loader, K key);

  /** Reads many keys from the primary database and fills the tiers anew; see {@link #refresh}. */
  <K, V> Loaded<K, V> refreshAll(
      Class<? extends Loader<K, V>> loader, Collection<? extends K> keys);

  /**
   * Declares values stale: they leave the request store and all tiers, and the next read loads
   * them. Call it after the commit. Later loads of this request read from the writer.
   *
   * <p>Tiers drop the values under every parameter but the tenant; this request forgets those under
   * the parameters that it has. The unique keys of rows that the request knows are covered too; an
   * entry of a unique key that names the wrong row is noticed when it is read. For a new row that
   * was asked for by a unique key before, see {@link #invalidateBy}.
   *
   * @return whether the distributed tier confirmed; if not, it is told as soon as it answers again,
   *     and this node does not read these values from it until then: a committed request does not
   *     fail for it
   */
  <K, V> boolean invalidate(Class<? extends Loader<K, V>> loader, Collection<? extends K> keys);

  /**
   * Declares stale which rows have these values of a unique key, for instance after an insert; see
   * {@link #invalidate}.
   */
  <U, V extends Record> boolean invalidateBy(
      UniqueKey<U, V> uniqueKey, Collection<? extends U> values);

  /** Read-only copies of the mapped entities of databases that make them. */
  Entities entities();

  /** Runs a block in which a parameter has another value, on this thread. */
  <T, R> R with(Parameter<T> parameter, T value, Supplier<R> block);

  /** Runs a block in which loads read from the given source, on this thread. */
  <R> R with(Source source, Supplier<R> block);

  /**
   * Runs a block in which relations resolve other owners too, or do not, on this thread; whatever
   * the relations say.
   */
  <R> R with(Cohorts cohorts, Supplier<R> block);

  /**
   * Runs a block whose questions wait no longer than a budget together, on this thread, nor longer
   * than the request may. Only waves count: what the block does between them does not. Where the
   * budget is spent, the distributed tier is left out, and keys that need the database fail.
   *
   * @param budget longer than zero
   */
  <R> R within(Duration budget, Supplier<R> block);

  /**
   * Resolves a plan for some owners, level by level: one trip to the distributed tier for all
   * relations of a level, and one statement for each loader. What the request knows already is not
   * asked again, so a plan may be repeated, and continued by a deeper one. Owners that the scope
   * has not loaded are adopted. Fails for no key: what failed fails where it is read.
   */
  <O> void prefetch(Plan<O> plan, Collection<? extends O> owners);

  /**
   * Tells the scope of owners that it did not load itself, such as rows of a projection or objects
   * of the session: their relations are resolved together.
   */
  void adopt(Collection<?> owners);

  /**
   * Declares stale which objects a relation has for some owners, for instance after a row was added
   * to the list of one; see {@link #invalidate}. Rows themselves are not affected. A relation to
   * one object whose key the owner has, knows nothing that could be stale.
   */
  <O> boolean invalidate(Relation<O, ?> relation, Collection<? extends O> owners);

  /**
   * A value of the request that is not loaded by key, made when it is first asked for.
   *
   * @param type what to find it by; one value per type
   * @param create makes it; called at most once per request and type unless it throws. Other
   *     threads that stash wait for it, so it must not wait for them
   */
  <T> T stash(Class<T> type, Supplier<? extends T> create);

  /** A task that runs with this scope bound to its thread. */
  Runnable wrap(Runnable task);

  /** A task that runs with this scope bound to its thread. */
  <T> Callable<T> wrap(Callable<T> task);

  /** Binds this scope to the calling thread until the binding is closed, on the same thread. */
  Binding bind();

  /** What this request has cost so far. Valid after the scope is closed, too. */
  ScopeStats stats();

  /**
   * What the answers of this request were made of so far. Reads what the request knows and asks
   * nobody; takes as long as encoding all of it. Empty once the scope is closed.
   */
  Contents contents();

  /**
   * Whether the tiers above the database have all entries that an earlier request was made of, as
   * they were: in one wave, with at most one trip to the distributed tier. What it finds does not
   * become known to this request.
   *
   * @return false also if nobody knows: an entry is in no tier, the tier does not answer, the
   *     earlier request had other parameters or another engine, or its contents have no digest
   */
  boolean isCurrent(Contents contents);

  /** Whether the scope has been closed. */
  boolean isClosed();

  /**
   * Ends the request: forgets all values. Repeated calls do nothing.
   *
   * @throws IllegalStateException if the scope was opened on a thread and is closed on another one,
   *     or before a scope that was opened after it on the same thread
   */
  @Override
  void close();

  /** A scope's hold on a thread. */
  interface Binding extends AutoCloseable {

    /**
     * Lets go of the thread. Repeated calls do nothing.
     *
     * @throws IllegalStateException on another thread; or if a scope that was opened or bound after
     *     it is left on the thread, once that is taken off too: nothing stays for the next request
     */
    @Override
    void close();
  }
}
