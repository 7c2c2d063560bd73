package dev.twofold.redisson;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.redisson.api.BatchOptions;
import org.redisson.api.BatchResult;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.protocol.RedisCommand;
import org.redisson.client.protocol.RedisCommands;
import org.redisson.command.CommandAsyncExecutor;
import org.redisson.command.CommandBatchService;
import org.redisson.config.NameMapper;

/**
 * A batch on the executor that all objects of a Redisson client work with: it takes any command,
 * and arguments as they are. Used by one thread.
 */
final class ExecutorBatch implements CommandBatch {

  private static final RedisCommand<List<Object>> EVALSHA =
      new RedisCommand<>(RedisCommands.EVAL_LIST, "EVALSHA");

  private final CommandBatchService batch;
  private final NameMapper names;

  ExecutorBatch(CommandAsyncExecutor executor, BatchOptions options) {
    batch = new CommandBatchService(executor, options);
    names = executor.getServiceManager().getNameMapper();
  }

  @Override
  public CompletableFuture<? extends List<byte @Nullable []>> read(List<String> entries) {
    Object[] parameters = new Object[entries.size()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = names.map(entries.get(i));
    }
    // As a write, for a master.
    return batch
        .<List<Object>, List<byte @Nullable []>>writeAsync(
            (String) parameters[0], ByteArrayCodec.INSTANCE, RedisCommands.MGET, parameters)
        .toCompletableFuture();
  }

  @Override
  public CompletableFuture<List<?>> evaluate(
      Script script, List<String> keys, List<byte[]> arguments) {
    Object[] parameters = new Object[2 + keys.size() + arguments.size()];
    parameters[0] = script.digest();
    parameters[1] = keys.size();
    int next = 2;
    for (String key : keys) {
      parameters[next++] = names.map(key);
    }
    for (byte[] argument : arguments) {
      parameters[next++] = argument;
    }
    return batch
        .<List<Object>, List<?>>writeAsync(
            (String) parameters[2], ByteArrayCodec.INSTANCE, EVALSHA, parameters)
        .toCompletableFuture();
  }

  @Override
  public CompletableFuture<? extends BatchResult<?>> send() {
    return batch.executeAsync().toCompletableFuture();
  }
}
