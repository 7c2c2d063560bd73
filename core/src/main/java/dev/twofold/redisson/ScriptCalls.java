package dev.twofold.redisson;

import dev.twofold.error.TierException;
import dev.twofold.tier.FillRight.Moment;
import java.util.ArrayList;
import java.util.Arrays;
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

  private final RedissonClient client;
  private final BoundedCalls calls;
  private final Evaluations evaluations;
  private final Tokens tokens;
  private final Observer observer;
  private volatile boolean loaded;

  ScriptCalls(
      RedissonClient client,
      BoundedCalls calls,
      Evaluations evaluations,
      Tokens tokens,
      Observer observer) {
    this.client = client;
    this.calls = calls;
    this.evaluations = evaluations;
    this.tokens = tokens;
    this.observer = observer;
  }

  /**
   * What a pipeline answered.
   *
   * @param values the entries of each read; null where it failed
   * @param replies of the scripts; null where one failed
   */
  record Answers(List<@Nullable List<byte @Nullable []>> values, List<@Nullable Reply> replies) {}

  /**
   * Executes scripts in one trip.
   *
   * @return the replies in the order of the commands; null where one failed
   * @throws TierException if all failed
   */
  List<@Nullable Reply> send(String what, Collection<Command> commands, Deadline deadline) {
    return send(what, List.of(), commands, deadline).replies();
  }

  /**
   * Reads entries as they are and executes scripts, in one trip and in this order.
   *
   * @param reads the names of entries, those of one partition each
   */
  Answers send(
      String what, List<List<String>> reads, Collection<Command> commands, Deadline deadline) {
    Pipeline pipeline = pipeline(what, deadline, commands, 0);
    pipeline.read(reads);
    run(pipeline, what, commands, deadline);
    TierException failure = pipeline.failure();
    List<@Nullable Reply> replies = Arrays.asList(pipeline.replies());
    if (failure != null && replies.stream().allMatch(Objects::isNull)) {
      throw failure;
    }
    return new Answers(pipeline.values(), replies);
  }

  /**
   * Executes scripts in one trip, all of which have to succeed.
   *
   * @param replicas how many replicas have to have each of them
   * @throws TierException if one failed, or reached fewer replicas
   */
  List<Reply> sendAll(String what, Collection<Command> commands, int replicas, Deadline deadline) {
    Pipeline pipeline = pipeline(what, deadline, commands, replicas);
    run(pipeline, what, commands, deadline);
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
    return new Pipeline(client, calls, evaluations, tokens, what, deadline, commands, replicas);
  }

  private void run(
      Pipeline pipeline, String what, Collection<Command> commands, Deadline deadline) {
    if (!loaded) {
      load(what, deadline);
    }
    try {
      pipeline.run(() -> load(what, deadline));
    } finally {
      int position = 0;
      for (Command command : commands) {
        Reply reply = pipeline.replies()[position++];
        if (reply != null) {
          observer.saw(command.partition(), reply.moment());
        }
      }
    }
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
}
