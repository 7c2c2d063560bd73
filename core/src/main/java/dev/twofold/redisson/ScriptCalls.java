package dev.twofold.redisson;

import dev.twofold.error.TierException;
import dev.twofold.tier.FillRight.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/**
 * Executes scripts, many in one {@link Pipeline}. Each attempt of each command has a token of its
 * own, and the client repeats nothing: a late copy of a script that was given up can do no harm.
 * Only where the server does not know a script, and so has done nothing, is it loaded and sent once
 * more.
 *
 * <p>In a pipeline with a script everything is read from masters, whatever the client's read mode.
 * Thread-safe.
 */
final class ScriptCalls {

  /** Learns the state of partitions from every reply. */
  @FunctionalInterface
  interface Observer {
    void saw(int partition, Moment moment);
  }

  private static final BitSet NO_POSITIONS = new BitSet();

  private final RedissonClient client;
  private final BoundedCalls calls;
  private final Evaluations evaluations;
  private final Tokens tokens;
  private final Shards shards;
  private final Observer observer;
  private volatile boolean loaded;

  ScriptCalls(
      RedissonClient client,
      BoundedCalls calls,
      Evaluations evaluations,
      Tokens tokens,
      Shards shards,
      Observer observer) {
    this.client = client;
    this.calls = calls;
    this.evaluations = evaluations;
    this.tokens = tokens;
    this.shards = shards;
    this.observer = observer;
  }

  /**
   * What a pipeline answered.
   *
   * @param values the entries of each read; null where it failed
   * @param replies of the scripts; null where one failed
   * @param leftOut the positions of scripts, and of reads, that were not sent: their shards are
   *     left out
   * @param silent the positions of those whose shards have answered nothing
   */
  record Answers(
      List<@Nullable List<byte @Nullable []>> values,
      List<@Nullable Reply> replies,
      BitSet leftOut,
      BitSet silent) {

    /** Whether a shard of several would know, and has not answered. */
    boolean isUnavailable(int position) {
      return leftOut.get(position) || silent.get(position);
    }
  }

  /** Whether there are shards that fail on their own. */
  boolean areShardsSeveral() {
    return shards.areSeveral();
  }

  /**
   * Reads entries as they are and executes scripts, in one trip and in this order.
   *
   * @param reads none, or one for each command: the names of entries of its partition
   * @throws TierException if all failed, and not because the shards did that they are for
   */
  Answers send(
      String what, List<List<String>> reads, Collection<Command> commands, Deadline deadline) {
    return shards.areSeveral()
        ? sendToShards(what, reads, List.copyOf(commands), deadline)
        : sendToOne(what, reads, commands, deadline);
  }

  private Answers sendToOne(
      String what, List<List<String>> reads, Collection<Command> commands, Deadline deadline) {
    Pipeline pipeline = pipeline(what, deadline, commands, 0);
    pipeline.read(reads);
    run(pipeline, what, deadline);
    List<@Nullable Reply> replies = Arrays.asList(pipeline.replies());
    throwIfAllFailed(pipeline, replies);
    return new Answers(pipeline.values(), replies, NO_POSITIONS, NO_POSITIONS);
  }

  private static void throwIfAllFailed(Pipeline pipeline, List<@Nullable Reply> replies) {
    TierException failure = pipeline.failure();
    if (failure != null && replies.stream().allMatch(Objects::isNull)) {
      throw failure;
    }
  }

  private Answers sendToShards(
      String what, List<List<String>> reads, List<Command> commands, Deadline deadline) {
    ShardTrip trip = new ShardTrip(shards, commands);
    List<Integer> sent = trip.permitted();
    List<@Nullable Reply> replies = nulls(commands.size());
    List<@Nullable List<byte @Nullable []>> values = nulls(reads.size());
    if (sent.isEmpty()) {
      return new Answers(values, replies, trip.leftOut(), trip.silent());
    }
    Pipeline pipeline = pipeline(what, deadline, sent.stream().map(commands::get).toList(), 0);
    pipeline.read(reads.isEmpty() ? reads : sent.stream().map(reads::get).toList());
    long[] took = new long[commands.size()];
    long start = System.nanoTime();
    try {
      run(pipeline, what, deadline);
    } finally {
      List<@Nullable List<byte @Nullable []>> read = pipeline.values();
      for (int i = 0; i < sent.size(); i++) {
        int position = sent.get(i);
        replies.set(position, pipeline.replies()[i]);
        took[position] = Math.max(0, pipeline.end(i) - start);
        if (!reads.isEmpty()) {
          values.set(position, read.get(i));
        }
      }
      trip.learn(replies, at -> took[at], shards.isPatient(deadline.budget()));
    }
    if (!trip.isDivided()) {
      throwIfAllFailed(pipeline, replies);
    }
    return new Answers(values, replies, trip.leftOut(), trip.silent());
  }

  private static <T> List<@Nullable T> nulls(int size) {
    List<@Nullable T> nulls = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      nulls.add(null);
    }
    return nulls;
  }

  /**
   * Executes scripts in one trip, all of which have to succeed.
   *
   * @param replicas how many replicas have to have each of them
   * @throws TierException if one failed, or reached fewer replicas
   */
  List<Reply> sendAll(String what, Collection<Command> commands, int replicas, Deadline deadline) {
    Pipeline pipeline = pipeline(what, deadline, commands, replicas);
    run(pipeline, what, deadline);
    TierException failure = pipeline.failure();
    if (failure != null) {
      throw failure;
    }
    List<Reply> replies = new ArrayList<>();
    for (Reply reply : pipeline.replies()) {
      if (reply == null) {
        throw new TierException("Redis did not confirm " + what, null);
      }
      replies.add(reply);
    }
    return replies;
  }

  private Pipeline pipeline(
      String what, Deadline deadline, Collection<Command> commands, int replicas) {
    return new Pipeline(
        client, calls, evaluations, tokens, shards, what, deadline, commands, replicas);
  }

  private void run(Pipeline pipeline, String what, Deadline deadline) {
    if (!loaded) {
      load(what, deadline);
    }
    try {
      pipeline.run(() -> load(what, deadline));
    } finally {
      pipeline.forEachReply((reply, partition) -> observer.saw(partition, reply.moment()));
    }
  }

  /**
   * Makes all scripts known to all servers. Where shards fail on their own, one that does not
   * answer keeps the others waiting for half of the time only; a server that does not know them
   * says so.
   */
  private void load(String what, Deadline deadline) {
    if (!shards.areSeveral()) {
      loadOnAll(what, deadline);
      loaded = true;
      return;
    }
    try {
      loadOnAll(what, deadline.within(Duration.ofNanos(deadline.remainingNanos() / 2)));
    } catch (TierException e) {
      if (!calls.isConnected()) {
        throw e;
      }
    }
    loaded = true;
  }

  private void loadOnAll(String what, Deadline deadline) {
    calls.call(
        what,
        deadline,
        timeout -> {
          RScript scripts = client.getScript(StringCodec.INSTANCE);
          return CompletableFuture.allOf(
              Arrays.stream(Script.values())
                  .map(each -> scripts.scriptLoadAsync(each.text()).toCompletableFuture())
                  .toArray(CompletableFuture[]::new));
        });
  }
}
