package dev.twofold.redisson;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.redisson.api.BatchResult;
import org.redisson.api.RBatch;
import org.redisson.api.RScript;
import org.redisson.client.codec.ByteArrayCodec;

/** A batch of any client, through Redisson's interfaces alone. Used by one thread. */
final class ClientBatch implements CommandBatch {

  private final RBatch batch;

  ClientBatch(RBatch batch) {
    this.batch = batch;
  }

  @Override
  public CompletableFuture<? extends List<byte @Nullable []>> read(List<String> names) {
    List<CompletableFuture<byte @Nullable []>> values = new ArrayList<>(names.size());
    for (String name : names) {
      values.add(
          batch.<byte[]>getBucket(name, ByteArrayCodec.INSTANCE).getAsync().toCompletableFuture());
    }
    return CompletableFuture.allOf(values.toArray(CompletableFuture[]::new))
        .thenApply(done -> values.stream().map(CompletableFuture::join).toList());
  }

  @Override
  public CompletableFuture<List<?>> evaluate(
      Script script, List<String> keys, List<byte[]> arguments) {
    return batch
        .getScript(ByteArrayCodec.INSTANCE)
        .<List<?>>evalShaAsync(
            RScript.Mode.READ_WRITE,
            script.digest(),
            RScript.ReturnType.LIST,
            List.copyOf(keys),
            arguments.toArray())
        .toCompletableFuture();
  }

  @Override
  public CompletableFuture<? extends BatchResult<?>> send() {
    return batch.executeAsync().toCompletableFuture();
  }
}
