package dev.twofold.redisson;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.BatchOptions;
import org.redisson.api.BatchResult;
import org.redisson.api.RedissonClient;

/**
 * Commands that are collected and then travel together: one pipeline per master, executed in the
 * order in which they were added. Used by one thread.
 */
interface CommandBatch {

  /**
   * A batch of a client. Redisson's interfaces have no multi-get for batches, but the client itself
   * can be asked for one; where the application has wrapped its client, entries are read one by one
   * in the same trip.
   */
  static CommandBatch of(RedissonClient client, BatchOptions options) {
    return client instanceof Redisson redisson
        ? new ExecutorBatch(redisson.getCommandExecutor(), options)
        : new ClientBatch(client.createBatch(options));
  }

  /** Reads entries of one partition as they are; null where there is none. */
  CompletableFuture<? extends List<byte @Nullable []>> read(List<String> names);

  /**
   * Evaluates a script on a master.
   *
   * @param keys of one partition
   */
  CompletableFuture<List<?>> evaluate(Script script, List<String> keys, List<byte[]> arguments);

  /** Sends what was added. */
  CompletableFuture<? extends BatchResult<?>> send();
}
