package dev.twofold.redisson;

import dev.twofold.tier.EntrySearch;
import dev.twofold.tier.TierListener;
import dev.twofold.tier.TierUse;
import java.util.concurrent.Semaphore;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.NameMapper;

/**
 * The parts of a tier that works for an engine.
 *
 * @param shards who has which partition, and whether it answers
 * @param partitions the latest state that is known of each
 * @param lookups looks up
 * @param fills puts
 * @param invalidations makes stale
 * @param searches looks through everything
 * @param memory how full the server is
 * @param following tells the engine what other nodes invalidate
 * @param notes what nodes tell each other beside entries
 * @param watch keeps in step with other nodes
 */
record Work(
    Shards shards,
    Partitions partitions,
    Lookups lookups,
    Fills fills,
    Invalidations invalidations,
    Searches searches,
    MemoryUse memory,
    Following following,
    RedisNotes notes,
    Watch watch) {

  /** Begins to look through the entries. */
  @FunctionalInterface
  interface Searches {
    EntrySearch begin(String pattern, int step);
  }

  /** Below this share of look-ups with a miss it pays to read first. Measured. */
  private static final double READ_FIRST_BELOW = 0.2;

  /** In a cluster a script for each partition makes the other way dearer. */
  private static final double READ_FIRST_BELOW_IN_CLUSTER = 0.5;

  static Work begin(
      RedissonClient client,
      BoundedCalls calls,
      int replicas,
      Pace pace,
      TierUse use,
      TierListener listener) {
    boolean cluster = client.getConfig().isClusterConfig();
    Layout layout = Layout.of(use.application(), cluster);
    Tokens tokens = new Tokens();
    Partitions partitions = new Partitions(layout.partitions());
    Following following =
        new Following(tokens.node(), layout.partitions(), listener, System::nanoTime);
    Shards shards = new Shards(client, calls, layout, use.breaker(), listener::changed);
    ScriptCalls scripts =
        new ScriptCalls(
            client,
            calls,
            new Evaluations(client, layout, use, partitions),
            tokens,
            shards,
            (partition, moment) -> {
              partitions.saw(partition, moment);
              following.saw(partition, moment);
            });
    Variants variants = new Variants();
    PlanChoice plans = new PlanChoice(cluster ? READ_FIRST_BELOW_IN_CLUSTER : READ_FIRST_BELOW);
    Lookups lookups = new Lookups(scripts, layout, use, plans, variants);
    Semaphore bell = new Semaphore(0);
    Subscription subscription =
        new Subscription(client, calls, layout.topic(), following::received, bell::release);
    Nodes nodes = new Nodes(client, calls, layout.nodes(), tokens.node(), pace.silence());
    MemoryUse memory = new MemoryUse(client, calls, layout.nodes(), System::nanoTime);
    Watch watch =
        new Watch(scripts, following, subscription, nodes, memory, partitions, pace, bell);
    watch.start();
    return new Work(
        shards,
        partitions,
        lookups,
        new Fills(scripts, layout, lookups, shards),
        new Invalidations(scripts, layout, tokens, variants, replicas),
        (pattern, step) -> new Search(scripts, layout, shards, names(client), pattern, step),
        memory,
        following,
        new RedisNotes(client, calls, layout, tokens.node()),
        watch);
  }

  private static NameMapper names(RedissonClient client) {
    return client instanceof Redisson redisson
        ? redisson.getCommandExecutor().getServiceManager().getNameMapper()
        : NameMapper.direct();
  }
}
