package dev.twofold.redisson;

import org.redisson.api.RedissonClient;

/** A tier that asks Redis nothing of its own accord once it has started, so that trips count. */
public final class QuietTier {

  private QuietTier() {}

  /** A tier on one server. */
  public static RedissonTier at(String address) {
    return RedissonTier.at(address).build().withPace(TestNode.QUIET);
  }

  /** A tier on a client that is connected, so that it hears other nodes from its start. */
  public static RedissonTier of(RedissonClient client) {
    return RedissonTier.of(client).withPace(TestNode.QUIET);
  }
}
