package dev.twofold.redisson;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.twofold.error.TierException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.redisson.api.BatchOptions;
import org.redisson.api.RBatch;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;

/**
 * Executes scripts of queues, many in one pipeline per master. The client repeats nothing: an
 * append that was done twice would count twice. Scripts are sent as text, since a queue sends few.
 * Thread-safe.
 */
final class QueueCalls {

  private final RedissonClient client;
  private final BoundedCalls calls;

  QueueCalls(RedissonClient client, BoundedCalls calls) {
    this.client = client;
    this.calls = calls;
  }

  /**
   * Executes scripts in one trip.
   *
   * @return their answers; null where one failed
   * @throws TierException if all failed
   */
  List<@Nullable List<?>> send(String what, List<Command> commands, Deadline deadline) {
    List<CompletableFuture<List<?>>> results = new ArrayList<>();
    TierException failure = null;
    try {
      calls.call(
          what,
          deadline,
          timeout -> {
            RBatch batch =
                client.createBatch(
                    BatchOptions.defaults()
                        .responseTimeout(timeout.toMillis(), MILLISECONDS)
                        .retryAttempts(0));
            commands.forEach(command -> results.add(evaluate(batch, command)));
            return batch.executeAsync().toCompletableFuture();
          });
    } catch (TierException e) {
      failure = e;
    }
    List<@Nullable List<?>> answers = new ArrayList<>(commands.size());
    for (int i = 0; i < commands.size(); i++) {
      answers.add(i < results.size() ? answerOf(results.get(i)) : null);
    }
    if (failure != null && answers.stream().allMatch(Objects::isNull)) {
      throw failure;
    }
    return answers;
  }

  /**
   * Executes scripts in one trip, all of which have to succeed.
   *
   * @throws TierException if one failed
   */
  List<List<?>> sendAll(String what, List<Command> commands, Deadline deadline) {
    List<List<?>> answers = new ArrayList<>();
    for (List<?> answer : send(what, commands, deadline)) {
      if (answer == null) {
        throw new TierException("Redis did not confirm " + what, null);
      }
      answers.add(answer);
    }
    return answers;
  }

  /**
   * Executes one script.
   *
   * @throws TierException if it failed
   */
  List<?> send(String what, Command command, Deadline deadline) {
    return sendAll(what, List.of(command), deadline).get(0);
  }

  private static CompletableFuture<List<?>> evaluate(RBatch batch, Command command) {
    return batch
        .getScript(ByteArrayCodec.INSTANCE)
        .<List<?>>evalAsync(
            RScript.Mode.READ_WRITE,
            command.script().text(),
            RScript.ReturnType.LIST,
            List.copyOf(command.keys()),
            command.arguments().toArray())
        .toCompletableFuture();
  }

  private static @Nullable List<?> answerOf(CompletableFuture<List<?>> result) {
    return result.isDone() && !result.isCompletedExceptionally() ? result.getNow(null) : null;
  }
}
