package dev.twofold.redisson;

import dev.twofold.error.TierException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;

/**
 * How full the server is, as it said when it was last asked. In a cluster the master that has the
 * register of nodes stands for all: keys are spread evenly. Asked by one thread, read by any.
 */
final class MemoryUse {

  private static final long PAUSE = Duration.ofSeconds(5).toNanos();
  private static final double THOUSANDTHS = 1_000;

  private final RedissonClient client;
  private final BoundedCalls calls;
  private final String register;
  private final LongSupplier nanoTime;
  private long next;
  private volatile double fullness;

  /**
   * @param register a key of the server that is asked
   */
  MemoryUse(RedissonClient client, BoundedCalls calls, String register, LongSupplier nanoTime) {
    this.client = client;
    this.calls = calls;
    this.register = register;
    this.nanoTime = nanoTime;
    this.next = nanoTime.getAsLong();
  }

  /** From 0, also where the server has no limit, to 1. */
  double fullness() {
    return fullness;
  }

  /** Asks the server, unless it was asked just before. What it does not say stays as it was. */
  void look(Deadline deadline) {
    long now = nanoTime.getAsLong();
    if (now - next < 0) {
      return;
    }
    next = now + PAUSE;
    try {
      fullness = Math.min(1, ask(deadline) / THOUSANDTHS);
    } catch (TierException e) {
      // Only a hint: that the server does not answer is the business of other calls.
    }
  }

  private long ask(Deadline deadline) {
    List<?> answer =
        calls.call(
            "a look at the memory",
            deadline,
            timeout ->
                client
                    .getScript(ByteArrayCodec.INSTANCE)
                    .<List<?>>evalAsync(
                        RScript.Mode.READ_WRITE,
                        Script.MEMORY.text(),
                        RScript.ReturnType.LIST,
                        List.of(register)));
    return Long.parseLong(Reply.text(answer.get(0)));
  }
}
