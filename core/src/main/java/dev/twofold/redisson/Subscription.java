package dev.twofold.redisson;

import dev.twofold.error.TierException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.api.listener.StatusListener;
import org.redisson.client.codec.ByteArrayCodec;

/**
 * The subscription to what other nodes invalidate. The client renews it after a lost connection,
 * but forgets one that it could not make: then it has to be made again. Used by one thread.
 */
final class Subscription {

  private final RedissonClient client;
  private final BoundedCalls calls;
  private final String topic;
  private final Consumer<byte[]> messages;
  private final Runnable begun;
  private final List<CompletableFuture<Integer>> listeners = new ArrayList<>();

  /**
   * @param messages called with each message, in their order
   * @param begun called whenever the server has confirmed the subscription anew
   */
  Subscription(
      RedissonClient client,
      BoundedCalls calls,
      String topic,
      Consumer<byte[]> messages,
      Runnable begun) {
    this.client = client;
    this.calls = calls;
    this.topic = topic;
    this.messages = messages;
    this.begun = begun;
  }

  /**
   * Returns once there is a subscription.
   *
   * @throws TierException if there is none within the budget
   */
  void ensure(Deadline deadline) {
    if (listeners.stream().anyMatch(CompletableFuture::isCompletedExceptionally)) {
      remove();
    }
    calls.call("a subscription", deadline, timeout -> listen());
  }

  private CompletableFuture<Void> listen() {
    if (listeners.isEmpty()) {
      RTopic channel = channel();
      listeners.add(
          channel
              .addListenerAsync(byte[].class, (name, message) -> messages.accept(message))
              .toCompletableFuture());
      listeners.add(channel.addListenerAsync(new Begun(begun)).toCompletableFuture());
    }
    // An attempt that takes longer than one call is waited for by the next.
    return CompletableFuture.allOf(listeners.toArray(CompletableFuture[]::new));
  }

  private RTopic channel() {
    return client.getTopic(topic, ByteArrayCodec.INSTANCE);
  }

  /** Gives the subscription up, whether it was made or not yet. */
  void remove() {
    for (CompletableFuture<Integer> listener : listeners) {
      CompletableFuture<@Nullable Void> unused =
          listener.thenCompose(id -> channel().removeListenerAsync(id).toCompletableFuture());
    }
    listeners.clear();
  }

  private record Begun(Runnable action) implements StatusListener {
    @Override
    public void onSubscribe(String channel) {
      action.run();
    }

    @Override
    public void onUnsubscribe(String channel) {
      // given up, or about to be renewed
    }
  }
}
