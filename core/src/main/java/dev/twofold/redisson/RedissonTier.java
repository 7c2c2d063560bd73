package dev.twofold.redisson;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.TierException;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleLoader;
import dev.twofold.resilience.CircuitStats;
import dev.twofold.tier.Bracket;
import dev.twofold.tier.Claim;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.EntrySearch;
import dev.twofold.tier.Fill;
import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.FillRight.Moment;
import dev.twofold.tier.FillRight.Vantage;
import dev.twofold.tier.Filled;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.SharedNotes;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.TierListener;
import dev.twofold.tier.TierUse;
import dev.twofold.write.store.QueueStore;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;

/**
 * The distributed tier on Redis, through Redisson. Entries are plain strings under the text of
 * their key, in a format of our own; nothing is ever deserialised by Redisson. Thread-safe.
 *
 * <p>Every operation is one pipeline of scripts, one script for up to 500 keys; in a cluster, where
 * entries are spread over 64 partitions, one script per partition that is concerned, one pipeline
 * per master and all masters at once. A look-up reads first, and takes leases for what is missing
 * in a second trip, where lately nearly nothing was missing; else it does both in one. Only calls
 * that would hold up the server for others are split into several trips: more than 5,000 keys, or
 * more than 4 MiB to put. Calls for nothing send nothing.
 *
 * <p>Beside the entries there is one control record per partition, {@code application:#control}. If
 * it is lost, or goes back in time as after a failover, all entries die with it, and strict regions
 * are not filled for a while. No eviction policy is required.
 *
 * <p>A call ends within its budget, also with a client that was configured for long time-outs and
 * many retries: its budget replaces both. While Redis is down a call fails in a few milliseconds;
 * while Redis hangs it takes its budget. Neither has to be repaired: calls succeed again when Redis
 * is back. Redis may also be down when the tier is made. A look-up of which some masters of a
 * cluster answered has their answers; a master that fails is left out for a while by a circuit of
 * its own.
 */
public final class RedissonTier implements DistributedTier {

  private final RedissonClient client;
  private final BoundedCalls calls;
  private final String name;
  private final boolean ownsClient;
  private final int replicas;
  private final Pace pace;
  private final AtomicReference<@Nullable Work> work = new AtomicReference<>();
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();

  private RedissonTier(
      RedissonClient client, String name, boolean ownsClient, int replicas, Pace pace) {
    this.client = client;
    this.calls = new BoundedCalls(client);
    this.name = name;
    this.ownsClient = ownsClient;
    this.replicas = replicas;
    this.pace = pace;
  }

  /**
   * A tier on a client of the application: one server, sentinel, replicated or cluster. The tier
   * does not close it. It reads from masters, whatever the client's read mode.
   *
   * <p>If Redis may be down when the application starts, create the client with {@link
   * org.redisson.config.Config#setLazyInitialization lazy initialisation}.
   */
  public static RedissonTier of(RedissonClient client) {
    return of(client, 0);
  }

  /**
   * A tier on a client of the application, whose invalidations wait for replicas.
   *
   * @param replicas as {@link RedissonTierBuilder#waitForReplicas}
   */
  public static RedissonTier of(RedissonClient client, int replicas) {
    requireNonNull(client, "client");
    if (replicas < 0) {
      throw new IllegalArgumentException(
          "replicas is %d; allowed is 0 or more".formatted(replicas));
    }
    return new RedissonTier(client, "client of the application", false, replicas, Pace.DEFAULT);
  }

  /**
   * Begins a tier on one server, with a client of its own that fails fast.
   *
   * @param address {@code redis://[user:password@]host[:port][/database]}, or {@code rediss://} for
   *     TLS; special characters in user and password are percent-encoded; the port is 6379 by
   *     default
   * @throws dev.twofold.error.ConfigurationException if it is not such an address
   */
  public static RedissonTierBuilder at(String address) {
    return new RedissonTierBuilder(RedisAddress.parse(requireNonNull(address, "address")));
  }

  static RedissonTier owning(RedissonClient client, String name, int replicas) {
    return new RedissonTier(client, name, true, replicas, Pace.DEFAULT);
  }

  /** The same tier at another pace. */
  RedissonTier withPace(Pace other) {
    return new RedissonTier(client, name, ownsClient, replicas, other);
  }

  @Override
  public void start(TierUse use, TierListener listener) {
    requireNonNull(use, "use");
    requireNonNull(listener, "listener");
    if (!started.compareAndSet(false, true)) {
      throw new IllegalStateException("The Redis tier works for an engine already");
    }
    work.set(Work.begin(client, calls, replicas, pace, use, listener));
  }

  @Override
  public int partitions() {
    return Layout.partitions(client.getConfig().isClusterConfig());
  }

  @Override
  public int partition(String loader, String id) {
    return Layout.partition(loader, id, partitions());
  }

  @Override
  public String part(TierKey key) {
    Work working = work.get();
    return working == null
        ? Shards.WHOLE
        : working.shards().of(partition(key.group().loader(), key.id()));
  }

  @Override
  public Map<String, CircuitStats> circuits() {
    Work working = work.get();
    return working == null ? Map.of() : working.shards().stats();
  }

  @Override
  public double fullness() {
    Work working = work.get();
    return working == null ? 0 : working.memory().fullness();
  }

  @Override
  public List<Moment> followed() {
    Work working = work.get();
    return working == null ? List.of() : working.following().followed();
  }

  @Override
  public List<Lookup> getAll(List<TierKey> keys, Claim claim, Duration budget) {
    if (keys.isEmpty()) {
      return List.of();
    }
    return working(() -> Lookups.describe(keys.size()))
        .lookups()
        .lookUp(keys, claim, Deadline.after(budget));
  }

  @Override
  public Vantage vantage() {
    return working(() -> "a question").partitions().vantage();
  }

  @Override
  public Filled putAll(
      List<Fill> fills, List<Lease> unused, List<TierKey> awaited, Duration budget) {
    if (fills.isEmpty() && unused.isEmpty() && awaited.isEmpty()) {
      return new Filled(new BitSet(), List.of());
    }
    return working(() -> Fills.describe(fills.size()))
        .fills()
        .put(fills, unused, awaited, Deadline.after(budget));
  }

  @Override
  public void invalidate(Invalidation stale, Duration budget) {
    if (!stale.isEmpty()) {
      working(() -> Invalidations.describe("an invalidation", stale))
          .invalidations()
          .invalidate(stale, Deadline.after(budget));
    }
  }

  @Override
  public Bracket begin(Invalidation stale, Duration hold, Duration budget) {
    return working(() -> Invalidations.describe("the announcement", stale))
        .invalidations()
        .begin(stale, hold, Deadline.after(budget));
  }

  @Override
  public void end(Bracket bracket, Invalidation others, Duration budget) {
    working(() -> Invalidations.describe("an invalidation", bracket.stale()))
        .invalidations()
        .end(bracket, others, Deadline.after(budget));
  }

  @Override
  public void withdraw(Bracket bracket, Duration budget) {
    working(() -> Invalidations.describe("the withdrawal", bracket.stale()))
        .invalidations()
        .withdraw(bracket, Deadline.after(budget));
  }

  /**
   * Looks through the keys of each master with {@code SCAN}, also where others share the server.
   */
  @Override
  public EntrySearch search(String pattern, int step) {
    return working(() -> "a search").searches().begin(pattern, step);
  }

  @Override
  public void revoke(Set<StaleLoader> loaders, Duration budget) {
    working(() -> "the end of all rights").invalidations().revoke(loaders, Deadline.after(budget));
  }

  @Override
  public SharedNotes notes() {
    return working(() -> "a note").notes();
  }

  /** Streams beside the entries, as long as Redis keeps them: it must not evict them. */
  @Override
  public QueueStore queues(String application) {
    return new RedissonQueueStore(
        new QueueCalls(client, calls),
        new QueueLayout(application, client.getConfig().isClusterConfig()));
  }

  private Work working(Supplier<String> what) {
    if (closed.get()) {
      throw new TierException("The Redis tier is closed; it got " + what.get(), null);
    }
    Work working = work.get();
    if (working == null) {
      throw new IllegalStateException("The Redis tier has not been started; it got " + what.get());
    }
    return working;
  }

  /**
   * Signs off from the other nodes, and closes the client if this tier made it, which may take two
   * seconds. Repeated calls do nothing.
   */
  @Override
  public void close() {
    close(true);
  }

  @Override
  public void abandon() {
    close(false);
  }

  private void close(boolean signsOff) {
    if (closed.compareAndSet(false, true)) {
      Work working = work.get();
      if (working != null) {
        working.watch().close(signsOff);
      }
      if (ownsClient) {
        client.shutdown(0, 2, TimeUnit.SECONDS);
      }
    }
  }

  @Override
  public String toString() {
    return "RedissonTier[" + name + "]";
  }
}
