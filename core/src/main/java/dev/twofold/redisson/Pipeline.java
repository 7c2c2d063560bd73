package dev.twofold.redisson;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.twofold.error.TierException;
import dev.twofold.tier.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;
import org.redisson.api.BatchOptions;
import org.redisson.api.BatchResult;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisNoScriptException;

/**
 * Reads and commands that are sent together. Commands travel in one batch per shard, since a batch
 * fails as a whole as soon as one master does; where replicas are waited for, in one batch per
 * partition, since each counts the replicas of one master.
 *
 * <p>A batch that met a server without its scripts is sent once more: those commands alone, or all
 * of it where replicas are waited for, for what was done before was not waited for. What failed for
 * another reason stays failed. Used by one thread.
 */
final class Pipeline {

  /** A command that was sent. */
  private record Sent(int position, Token token, CompletableFuture<List<?>> result) {}

  /** Commands that were sent together. */
  private record Batch(List<Sent> commands, CompletableFuture<?> result) {

    boolean hasUnknownScripts() {
      return commands.stream().anyMatch(each -> isUnknownScript(each.result()));
    }
  }

  private final RedissonClient client;
  private final BoundedCalls calls;
  private final Evaluations evaluations;
  private final Tokens tokens;
  private final Shards shards;
  private final String what;
  private final Deadline deadline;
  private final List<Command> commands;
  private final int replicas;
  private final @Nullable Reply[] replies;
  private final AtomicLongArray ends;
  private List<List<String>> reads = List.of();
  private final Map<Integer, CompletableFuture<? extends List<byte @Nullable []>>> values =
      new HashMap<>();
  private @Nullable TierException failure;

  /**
   * @param what for messages
   * @param replicas how many replicas are waited for
   */
  Pipeline(
      RedissonClient client,
      BoundedCalls calls,
      Evaluations evaluations,
      Tokens tokens,
      Shards shards,
      String what,
      Deadline deadline,
      Collection<Command> commands,
      int replicas) {
    this.client = client;
    this.calls = calls;
    this.evaluations = evaluations;
    this.tokens = tokens;
    this.shards = shards;
    this.what = what;
    this.deadline = deadline;
    this.commands = List.copyOf(commands);
    this.replicas = replicas;
    this.replies = new Reply[commands.size()];
    this.ends = new AtomicLongArray(commands.size());
  }

  /**
   * Reads entries as they are, before the commands.
   *
   * @param names those of one partition each, for the command at the same position
   */
  void read(List<List<String>> names) {
    reads = names;
  }

  /**
   * Sends it.
   *
   * @param load makes the scripts known to the servers
   */
  void run(Runnable load) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < commands.size(); i++) {
      all.add(i);
    }
    List<Integer> again = attempt(all);
    if (!again.isEmpty()) {
      load.run();
      List<Integer> refused = attempt(again);
      if (!refused.isEmpty() && failure == null) {
        failure = new TierException("Redis forgets the scripts of " + what, null);
      }
    }
  }

  /** The first failure that a second attempt has not made up for; null: none. */
  @Nullable TierException failure() {
    return failure;
  }

  /** In the order of the commands; null where one failed. */
  @Nullable Reply[] replies() {
    return replies;
  }

  /** Tells the replies, each with the partition of its command. */
  void forEachReply(ObjIntConsumer<Reply> action) {
    for (int i = 0; i < replies.length; i++) {
      Reply reply = replies[i];
      if (reply != null) {
        action.accept(reply, commands.get(i).partition());
      }
    }
  }

  /** When the reply to a command came, in nanoseconds; zero if it has not. */
  long end(int position) {
    return ends.get(position);
  }

  /** The entries of each read; null where it failed, or where there is no such entry. */
  List<@Nullable List<byte @Nullable []>> values() {
    List<@Nullable List<byte @Nullable []>> found = new ArrayList<>(reads.size());
    for (int i = 0; i < reads.size(); i++) {
      CompletableFuture<? extends List<byte @Nullable []>> value = values.get(i);
      found.add(value == null ? null : valueOf(value));
    }
    return found;
  }

  /** Returns the positions of commands that have to be sent again. */
  private List<Integer> attempt(List<Integer> positions) {
    List<Batch> batches = new ArrayList<>();
    TierException thrown = null;
    try {
      calls.call(what, deadline, timeout -> start(positions, timeout, batches));
    } catch (TierException e) {
      thrown = e;
    }
    List<Integer> again = new ArrayList<>();
    for (Batch batch : batches) {
      boolean isRefused = batch.hasUnknownScripts();
      for (Sent each : batch.commands()) {
        if (isUnknownScript(each.result()) || (isRefused && replicas > 0)) {
          again.add(each.position());
        } else {
          List<?> answer = valueOf(each.result());
          replies[each.position()] = answer == null ? null : new Reply(each.token(), answer);
        }
      }
      if (!isRefused && !isDone(batch.result())) {
        fail(thrown);
      }
    }
    if (batches.isEmpty()) {
      fail(thrown);
    }
    return again;
  }

  private void fail(@Nullable TierException reason) {
    if (failure == null) {
      failure = reason;
    }
  }

  private CompletableFuture<Void> start(
      List<Integer> positions, Duration timeout, List<Batch> batches) {
    Map<String, List<Integer>> divided = new LinkedHashMap<>();
    for (Integer position : positions) {
      int partition = commands.get(position).partition();
      String batch = replicas == 0 ? shards.of(partition) : Integer.toString(partition);
      divided.computeIfAbsent(batch, absent -> new ArrayList<>()).add(position);
    }
    divided.values().forEach(each -> batches.add(start(each, options(timeout))));
    return CompletableFuture.allOf(
        batches.stream().map(Batch::result).toArray(CompletableFuture[]::new));
  }

  private Batch start(List<Integer> positions, BatchOptions options) {
    CommandBatch batch = CommandBatch.of(client, options);
    if (!reads.isEmpty()) {
      positions.forEach(each -> values.computeIfAbsent(each, at -> batch.read(reads.get(at))));
    }
    List<Sent> sent = new ArrayList<>();
    for (int position : positions) {
      Token token = tokens.next();
      Command command = commands.get(position);
      CompletableFuture<List<?>> result = evaluations.add(batch, command, token);
      sent.add(new Sent(position, token, result));
      CompletableFuture<?> unused =
          result.whenComplete((value, failure) -> ends.set(position, System.nanoTime()));
    }
    CompletableFuture<?> result = batch.send();
    return new Batch(sent, replicas == 0 ? result : result.thenAccept(this::checkReplicas));
  }

  private void checkReplicas(Object done) {
    int reached = ((BatchResult<?>) done).getSyncedSlaves();
    if (reached < replicas) {
      throw new TierException(
          "Redis told %d of %d replicas of %s".formatted(reached, replicas, what), null);
    }
  }

  private BatchOptions options(Duration timeout) {
    BatchOptions options =
        BatchOptions.defaults().responseTimeout(timeout.toMillis(), MILLISECONDS).retryAttempts(0);
    // The wait ends before the time-out, so that its outcome is known.
    return replicas == 0
        ? options
        : options.sync(replicas, Duration.ofMillis(Math.max(1, timeout.toMillis() * 3 / 4)));
  }

  private static boolean isDone(CompletableFuture<?> result) {
    return result.isDone() && !result.isCompletedExceptionally();
  }

  private static <T> @Nullable T valueOf(CompletableFuture<? extends T> result) {
    return isDone(result) ? result.getNow(null) : null;
  }

  private static boolean isUnknownScript(CompletableFuture<?> result) {
    return result.isCompletedExceptionally()
        && result.<@Nullable Throwable>handle((value, failure) -> failure).getNow(null)
            instanceof RedisNoScriptException;
  }
}
