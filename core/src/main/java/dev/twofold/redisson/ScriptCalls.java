package dev.twofold.redisson;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.twofold.error.TierException;
import dev.twofold.tier.FillRight.Moment;
import dev.twofold.tier.TierUse;
import dev.twofold.tier.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.redisson.api.BatchOptions;
import org.redisson.api.BatchResult;
import org.redisson.api.RBatch;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisNoScriptException;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;

/**
 * Executes scripts, many in one pipeline. Each attempt of each command has a token of its own, and
 * the client repeats nothing: a late copy of a script that was given up can do no harm. Only where
 * the server does not know a script, and so has done nothing, is it loaded and sent once more.
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

  /** A script that was sent. */
  private record Sent(
      Command command, Token token, CompletableFuture<List<?>> result, int position) {}

  private final RedissonClient client;
  private final BoundedCalls calls;
  private final Layout layout;
  private final TierUse use;
  private final Tokens tokens;
  private final Partitions partitions;
  private final Observer observer;
  private final AtomicReference<@Nullable String> channel = new AtomicReference<>();
  private volatile boolean loaded;

  ScriptCalls(
      RedissonClient client,
      BoundedCalls calls,
      Layout layout,
      TierUse use,
      Tokens tokens,
      Partitions partitions,
      Observer observer) {
    this.client = client;
    this.calls = calls;
    this.layout = layout;
    this.use = use;
    this.tokens = tokens;
    this.partitions = partitions;
    this.observer = observer;
  }

  /**
   * Executes scripts in one trip.
   *
   * @return the replies in the order of the commands; null where one failed
   * @throws TierException if all failed
   */
  List<@Nullable Reply> send(String what, Collection<Command> commands, Deadline deadline) {
    return send(what, List.of(), commands, deadline).replies();
  }

  /** Reads entries as they are and executes scripts, in one trip and in this order. */
  Answers send(String what, List<String> reads, Collection<Command> commands, Deadline deadline) {
    Pipeline pipeline = new Pipeline(what, deadline, commands, 0);
    pipeline.reads.addAll(reads);
    pipeline.run();
    if (pipeline.failure != null && Arrays.stream(pipeline.replies).allMatch(r -> r == null)) {
      throw pipeline.failure;
    }
    return new Answers(pipeline.values(), Arrays.asList(pipeline.replies));
  }

  /**
   * Executes scripts in one trip, all of which have to succeed.
   *
   * @param replicas how many replicas have to have each of them
   * @throws TierException if one failed, or reached fewer replicas
   */
  List<Reply> sendAll(String what, Collection<Command> commands, int replicas, Deadline deadline) {
    Pipeline pipeline = new Pipeline(what, deadline, commands, replicas);
    pipeline.run();
    if (pipeline.failure != null) {
      throw pipeline.failure;
    }
    List<Reply> replies = new ArrayList<>();
    for (Reply reply : pipeline.replies) {
      if (reply == null) {
        throw new TierException("Redis did not confirm " + what, null);
      }
      replies.add(reply);
    }
    return replies;
  }

  /** Makes all scripts known to all servers. */
  private void load(String what, Deadline deadline) {
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
    loaded = true;
  }

  /**
   * What a pipeline answered.
   *
   * @param values the entries that were read; null where nothing could be read
   * @param replies of the scripts; null where one failed
   */
  record Answers(List<byte @Nullable []> values, List<@Nullable Reply> replies) {}

  /** One call, with the second attempt for scripts that were not known. Used by one thread. */
  private final class Pipeline {

    private final String what;
    private final Deadline deadline;
    private final List<Command> commands;
    private final int replicas;
    private final List<String> reads = new ArrayList<>();
    private final List<CompletableFuture<byte[]>> readResults = new ArrayList<>();
    private final @Nullable Reply[] replies;
    private @Nullable TierException failure;

    Pipeline(String what, Deadline deadline, Collection<Command> commands, int replicas) {
      this.what = what;
      this.deadline = deadline;
      this.commands = List.copyOf(commands);
      this.replicas = replicas;
      this.replies = new Reply[commands.size()];
    }

    void run() {
      if (!loaded) {
        load(what, deadline);
      }
      List<Integer> all = new ArrayList<>();
      for (int i = 0; i < commands.size(); i++) {
        all.add(i);
      }
      List<Integer> unknown = attempt(all);
      if (!unknown.isEmpty()) {
        load(what, deadline);
        attempt(unknown);
      }
    }

    /** Returns the positions of commands whose scripts the server does not know. */
    private List<Integer> attempt(List<Integer> positions) {
      List<Sent> sent = new ArrayList<>();
      failure = null;
      try {
        calls.call(what, deadline, timeout -> start(positions, timeout, sent));
      } catch (TierException e) {
        failure = e;
      }
      List<Integer> unknown = new ArrayList<>();
      for (Sent each : sent) {
        if (isUnknownScript(each.result())) {
          unknown.add(each.position());
        } else {
          List<?> values = valueOf(each.result());
          replies[each.position()] = values == null ? null : seen(each, values);
        }
      }
      return unknown;
    }

    private Reply seen(Sent sent, List<?> values) {
      Reply reply = new Reply(sent.token(), values);
      int partition = sent.command().partition();
      partitions.saw(partition, reply.moment());
      observer.saw(partition, reply.moment());
      return reply;
    }

    private CompletableFuture<Void> start(
        List<Integer> positions, Duration timeout, List<Sent> sent) {
      Map<Integer, List<Integer>> batches = new TreeMap<>();
      for (Integer position : positions) {
        // WAIT counts the replicas of one master: each partition needs its own.
        int batch = replicas == 0 ? 0 : commands.get(position).partition();
        batches.computeIfAbsent(batch, absent -> new ArrayList<>()).add(position);
      }
      List<CompletableFuture<?>> results = new ArrayList<>();
      for (List<Integer> each : batches.values()) {
        results.add(start(each, options(timeout), sent));
      }
      return CompletableFuture.allOf(results.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<?> start(
        List<Integer> positions, BatchOptions options, List<Sent> sent) {
      RBatch batch = client.createBatch(options);
      if (readResults.isEmpty()) {
        for (String name : reads) {
          readResults.add(
              batch
                  .<byte[]>getBucket(name, ByteArrayCodec.INSTANCE)
                  .getAsync()
                  .toCompletableFuture());
        }
      }
      for (int position : positions) {
        Command command = commands.get(position);
        Token token = tokens.next();
        sent.add(new Sent(command, token, evaluate(batch, command, token), position));
      }
      CompletableFuture<?> result = batch.executeAsync().toCompletableFuture();
      return replicas == 0
          ? result
          : result.thenAccept(done -> checkReplicas(((BatchResult<?>) done).getSyncedSlaves()));
    }

    private void checkReplicas(int reached) {
      if (reached < replicas) {
        throw new TierException(
            "Redis told %d of %d replicas of %s".formatted(reached, replicas, what), null);
      }
    }

    private BatchOptions options(Duration timeout) {
      BatchOptions options =
          BatchOptions.defaults()
              .responseTimeout(timeout.toMillis(), MILLISECONDS)
              .retryAttempts(0);
      // The wait ends before the time-out, so that its outcome is known.
      return replicas == 0
          ? options
          : options.sync(replicas, Duration.ofMillis(Math.max(1, timeout.toMillis() * 3 / 4)));
    }

    List<byte @Nullable []> values() {
      List<byte @Nullable []> values = new ArrayList<>();
      for (int i = 0; i < reads.size(); i++) {
        values.add(i < readResults.size() ? valueOf(readResults.get(i)) : null);
      }
      return values;
    }
  }

  private CompletableFuture<List<?>> evaluate(RBatch batch, Command command, Token token) {
    Moment known = partitions.latest(command.partition());
    List<Object> keys = new ArrayList<>();
    keys.add(layout.control(command.partition()));
    keys.addAll(command.keys());
    Command header =
        new Command(command.script(), command.partition())
            .add(known.epoch())
            .add(known.sequence())
            .add(token)
            .add(WholeMillis.orNone(use.quarantine()))
            .add(longest())
            .add(channel())
            .add(command.partition());
    List<byte[]> arguments = new ArrayList<>(header.arguments());
    arguments.addAll(command.arguments());
    return batch
        .getScript(ByteArrayCodec.INSTANCE)
        .<List<?>>evalShaAsync(
            RScript.Mode.READ_WRITE,
            command.script().digest(),
            RScript.ReturnType.LIST,
            keys,
            arguments.toArray())
        .toCompletableFuture();
  }

  /** How long an entry may stand, or a lease. */
  private Duration longest() {
    Duration entry = use.longestTimeToLive();
    return entry.compareTo(use.lease()) > 0 ? entry : use.lease();
  }

  /** As the client subscribes to it, which may map names. Only asked once it is connected. */
  private String channel() {
    String known = channel.get();
    if (known == null) {
      known = client.getTopic(layout.topic(), ByteArrayCodec.INSTANCE).getChannelNames().get(0);
      channel.set(known);
    }
    return known;
  }

  private static <T> @Nullable T valueOf(CompletableFuture<T> result) {
    return result.isDone() && !result.isCompletedExceptionally() ? result.getNow(null) : null;
  }

  private static boolean isUnknownScript(CompletableFuture<?> result) {
    return result.isCompletedExceptionally()
        && result.<@Nullable Throwable>handle((value, failure) -> failure).getNow(null)
            instanceof RedisNoScriptException;
  }
}
