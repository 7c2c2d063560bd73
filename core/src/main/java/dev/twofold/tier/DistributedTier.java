package dev.twofold.tier;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleLoader;
import dev.twofold.resilience.CircuitStats;
import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.FillRight.Moment;
import dev.twofold.tier.FillRight.Vantage;
import dev.twofold.write.store.QueueStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A cache that the nodes of an application share. Every operation is one round trip for any number
 * of keys, unless it says otherwise. Thread-safe.
 *
 * <p>No value that is older than a finished invalidation is ever put: whoever puts an entry has a
 * {@linkplain FillRight right} that was there before the value was read from the database, and that
 * an invalidation takes away. A right that is lost, for whatever reason, puts nothing.
 *
 * <p>A tier may be slow or dead: it then throws {@link dev.twofold.error.TierException} within the
 * budget that it was given. It never blocks longer, and it is built without being reachable.
 */
public interface DistributedTier extends AutoCloseable {

  /**
   * Begins to work for an engine, once, before anything else. Needs no connection.
   *
   * @param listener hears what other nodes invalidate
   * @throws IllegalStateException if it works for another one
   */
  void start(TierUse use, TierListener listener);

  /** How many partitions its entries have; what other nodes invalidate is followed by partition. */
  int partitions();

  /** The partition of all variants of an entry, from 0. */
  int partition(String loader, String id);

  /**
   * The part of the tier that has an entry now, where parts fail on their own, as the masters of a
   * cluster do; asked only after a part has failed. A request does not wait twice for the same
   * part. Default: the tier is one.
   */
  default String part(TierKey key) {
    return "";
  }

  /**
   * The circuits of its parts, by their names: a tier of several parts leaves out those that fail,
   * by the policy that it is started with. Default: none.
   */
  default Map<String, CircuitStats> circuits() {
    return Map.of();
  }

  /**
   * How full it is, from 0 to 1, as it has learnt lately: asked with each fill, and no trip.
   * Default: 0, it has room.
   */
  default double fullness() {
    return 0;
  }

  /**
   * By partition, the state up to which the listener was told what was invalidated; {@link
   * FillRight#UNKNOWN} where it was told nothing. No trip. Default: it is known of none.
   */
  default List<Moment> followed() {
    return List.of();
  }

  /**
   * Looks up many keys at once. A tier may take a second trip for leases of what is missing. Where
   * some of its parts do not answer, it answers what the others have, and that the rest is
   * unavailable.
   *
   * @return one answer per key, in the order of the keys
   * @throws dev.twofold.error.TierException if the tier does not answer within the budget
   */
  List<Lookup> getAll(List<TierKey> keys, Claim claim, Duration budget);

  /** The right to put what a load finds that begins now. No trip. */
  Vantage vantage();

  /**
   * Puts many entries at once, each with its own time to live, where their rights still stand;
   * gives up rights that nobody will use, so that nobody waits for them; and looks up others again,
   * with {@link Claim#LEASE}. All in one trip.
   *
   * @throws dev.twofold.error.TierException if the tier does not confirm within the budget; some
   *     entries may be there
   */
  Filled putAll(List<Fill> fills, List<Lease> unused, List<TierKey> awaited, Duration budget);

  /**
   * Removes what became stale, in every variant, with all rights to fill it, and tells the other
   * nodes, whether or not anything stood there.
   *
   * @throws dev.twofold.error.TierException if the tier does not confirm within the budget
   */
  void invalidate(Invalidation stale, Duration budget);

  /**
   * Announces a commit: removes what it will make stale and keeps it from being filled until the
   * bracket is ended, or is so old.
   *
   * @throws dev.twofold.error.TierException if the tier does not confirm within the budget; it may
   *     stand all the same, until its time is over
   */
  Bracket begin(Invalidation stale, Duration hold, Duration budget);

  /**
   * Ends a bracket after the commit: as {@link #invalidate}, and what it named can be filled again.
   *
   * @param others what else the commit made stale; may be nothing
   * @throws dev.twofold.error.TierException if the tier does not confirm within the budget
   */
  void end(Bracket bracket, Invalidation others, Duration budget);

  /**
   * Ends a bracket of a transaction that was rolled back.
   *
   * @throws dev.twofold.error.TierException if the tier does not confirm within the budget
   */
  void withdraw(Bracket bracket, Duration budget);

  /** What nodes tell each other beside entries, once it has started. Default: null, they cannot. */
  default @Nullable SharedNotes notes() {
    return null;
  }

  /**
   * Begins to look through the entries, for maintenance. No trip yet. Default: the tier cannot be
   * searched.
   *
   * @param pattern of the text of names: {@code *} stands for any characters, {@code ?} for one,
   *     and a backslash takes the meaning from the next; the tier may find other names, too
   * @param step about how many entries one step looks at
   * @throws UnsupportedOperationException if the tier cannot be searched
   */
  default EntrySearch search(String pattern, int step) {
    throw new UnsupportedOperationException(
        this + " cannot be searched; clear loaders, regions or tags instead");
  }

  /**
   * Takes away all rights to put entries of some loaders that were given before, and tells the
   * other nodes that what they have near of these loaders may be stale. Entries may stay. Default:
   * clears the loaders.
   *
   * @throws dev.twofold.error.TierException if the tier does not confirm within the budget
   */
  default void revoke(Set<StaleLoader> loaders, Duration budget) {
    invalidate(new Invalidation(Set.of(), loaders, Set.of(), Set.of()), budget);
  }

  /**
   * Where it keeps queues of writes for the database. Default: null, nowhere.
   *
   * @param application first part of every name
   */
  default @Nullable QueueStore queues(String application) {
    return null;
  }

  /**
   * Closes as {@link #close}, for an engine that could not tell everything that became stale: other
   * nodes have to treat this one as one that died.
   */
  default void abandon() {
    close();
  }

  /** Closes what this tier opened itself, and nothing that it was given. */
  @Override
  void close();
}
