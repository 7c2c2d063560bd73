package dev.twofold.redisson;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.testing.RedisServer;
import dev.twofold.testing.TierKeys;
import dev.twofold.tier.Claim;
import dev.twofold.tier.Fill;
import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.redisson.Redisson;
import org.redisson.api.RBatch;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.Config;

/**
 * Measures what the scripts cost beside the plain commands that they stand for, on a Redis of its
 * own: the time of a call, and the time that the server's processor works.
 */
public final class ScriptCost {

  private static final int[] SIZES = {1, 10, 100, 1_000};
  private static final int BLOCKS = 5;
  private static final int KEYS_OF_A_BLOCK = 10_000;
  private static final int MOST_CALLS_OF_A_BLOCK = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final byte[] VALUE = new byte[300];

  private final RedisServer redis;
  private final RedissonClient client;
  private final TestNode node;
  private final Map<String, Map<Integer, List<Cost>>> costs = new LinkedHashMap<>();
  private int nextSet;

  /** What one call took, in microseconds: for the caller, and of the server's time. */
  private record Cost(double call, double server) {}

  /** One call of an operation on a set of keys. */
  @FunctionalInterface
  private interface Operation {
    void run(int set, List<TierKey> keys);
  }

  private ScriptCost(RedisServer redis, RedissonClient client, TestNode node) {
    this.redis = redis;
    this.client = client;
    this.node = node;
  }

  /** Prints a table in Markdown. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    Config config = new Config();
    try (RedisServer redis = RedisServer.onFreePort()) {
      redis.start();
      config.useSingleServer().setAddress(redis.address());
      RedissonClient client = Redisson.create(config);
      RedissonTier tier = RedissonTier.of(client);
      try (TestNode node = new TestNode(tier, TestNode.QUIET, TestNode.USE).awaitListening()) {
        new ScriptCost(redis, client, node).measure().print(out);
      } finally {
        client.shutdown();
      }
    }
  }

  private ScriptCost measure() {
    for (int size : SIZES) {
      block(size); // warms up
      costs.values().forEach(bySize -> bySize.remove(size));
      for (int i = 0; i < BLOCKS; i++) {
        block(size);
      }
    }
    return this;
  }

  private void block(int size) {
    redis.flush();
    node.claim(TierKeys.key("a new control record"));
    int calls = Math.min(MOST_CALLS_OF_A_BLOCK, KEYS_OF_A_BLOCK / size);
    List<List<TierKey>> sets = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      int set = nextSet++;
      sets.add(IntStream.range(0, size).mapToObj(id -> TierKeys.key(set + "-" + id)).toList());
    }
    List<List<Fill>> fills = new ArrayList<>();
    run("`MGET`, all missing", sets, (set, keys) -> read(keys));
    run("look-up, all missing", sets, (set, keys) -> fills.add(fills(keys)));
    run("pipeline of `SET`", sets, (set, keys) -> write(keys));
    run("fill", sets, (set, keys) -> fill(fills.get(set)));
    run("`MGET`, all there", sets, (set, keys) -> read(keys));
    run("look-up in one script, all there", sets, (set, keys) -> readByScript(keys));
    settleForReadingFirst(sets.get(0));
    run("look-up that reads first, all there", sets, (set, keys) -> node.claim(keys));
    run("`UNLINK`, `PUBLISH`", sets, (set, keys) -> remove(keys));
    run("invalidation", sets, (set, keys) -> invalidate(keys));
  }

  private void run(String name, List<List<TierKey>> sets, Operation operation) {
    Duration before = redis.processorTime();
    double[] times = new double[sets.size()];
    for (int set = 0; set < times.length; set++) {
      long start = System.nanoTime();
      operation.run(set, sets.get(set));
      times[set] = (System.nanoTime() - start) / 1e3;
    }
    double server = redis.processorTime().minus(before).toNanos() / 1e3 / times.length;
    costs
        .computeIfAbsent(name, absent -> new LinkedHashMap<>())
        .computeIfAbsent(sets.get(0).size(), absent -> new ArrayList<>())
        .add(new Cost(median(times), server));
  }

  private static String plain(TierKey key) {
    return "plain:" + key.id();
  }

  private void read(List<TierKey> keys) {
    client.getBuckets(ByteArrayCodec.INSTANCE).get(names(keys));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the batch fails as a whole
  private void write(List<TierKey> keys) {
    RBatch batch = client.createBatch();
    for (TierKey key : keys) {
      batch.getBucket(plain(key), ByteArrayCodec.INSTANCE).setAsync(VALUE, TestNode.HOUR);
    }
    batch.execute();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the batch fails as a whole
  private void remove(List<TierKey> keys) {
    RBatch batch = client.createBatch();
    batch.getKeys().unlinkAsync(names(keys));
    batch.getTopic("plain", ByteArrayCodec.INSTANCE).publishAsync(VALUE);
    batch.execute();
  }

  private static String[] names(List<TierKey> keys) {
    return keys.stream().map(ScriptCost::plain).toArray(String[]::new);
  }

  private List<Fill> fills(List<TierKey> keys) {
    List<Lookup> answers = node.claim(keys);
    return IntStream.range(0, keys.size())
        .mapToObj(
            i -> {
              Lease lease = ((Lookup.Granted) answers.get(i)).lease();
              return new Fill(keys.get(i), VALUE, TestNode.HOUR, Set.of(), lease);
            })
        .toList();
  }

  private void fill(List<Fill> fills) {
    int accepted = node.tier.putAll(fills, List.of(), List.of(), PATIENCE).accepted().cardinality();
    check(accepted == fills.size());
  }

  private void readByScript(List<TierKey> keys) {
    check(hits(node.tier.getAll(keys, Claim.NONE, PATIENCE)) == keys.size());
  }

  /** Look-ups without a miss have the tier read first. */
  private void settleForReadingFirst(List<TierKey> keys) {
    for (int i = 0; i < 100; i++) {
      check(hits(node.claim(keys)) == keys.size());
    }
  }

  private static long hits(List<Lookup> answers) {
    return answers.stream().filter(Lookup.Hit.class::isInstance).count();
  }

  private void invalidate(List<TierKey> keys) {
    Set<StaleKey> stale = keys.stream().map(TierKey::stale).collect(Collectors.toSet());
    node.tier.invalidate(Invalidation.ofKeys(stale), PATIENCE);
  }

  private static void check(boolean measuresWhatItSays) {
    if (!measuresWhatItSays) {
      throw new IllegalStateException("an operation did not do what it is measured for");
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private void print(PrintStream out) {
    out.println("| microseconds of a call / of the server | 1 | 10 | 100 | 1000 |");
    out.println("|---|---|---|---|---|");
    costs.forEach(
        (name, bySize) ->
            out.println(
                Arrays.stream(SIZES)
                    .mapToObj(size -> text(bySize.getOrDefault(size, List.of())))
                    .collect(Collectors.joining(" | ", "| " + name + " | ", " |"))));
  }

  private static String text(List<Cost> blocks) {
    double call = blocks.stream().mapToDouble(Cost::call).min().orElseThrow();
    double server = blocks.stream().mapToDouble(Cost::server).min().orElseThrow();
    return "%.0f / %.0f".formatted(call, server);
  }
}
