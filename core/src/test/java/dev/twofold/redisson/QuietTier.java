package dev.twofold.redisson;

/** A tier that asks Redis nothing of its own accord once it has started, so that trips count. */
public final class QuietTier {

  private QuietTier() {}

  /** A tier on one server. */
  public static RedissonTier at(String address) {
    return RedissonTier.at(address).build().withPace(TestNode.QUIET);
  }
}
