package dev.twofold.redisson;

import dev.twofold.testing.DistributedTierContract;
import dev.twofold.testing.RedisServer;
import dev.twofold.tier.DistributedTier;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RedissonTierContractIT extends DistributedTierContract {

  @RegisterExtension static final RedisServer REDIS = RedisServer.onFreePort();

  private final RedissonTier tier = RedissonTier.at(REDIS.address()).build();
  private final RedissonTier otherTier = RedissonTier.at(REDIS.address()).build();

  @BeforeEach
  void flush() {
    REDIS.flush();
  }

  @AfterEach
  void close() {
    tier.close();
    otherTier.close();
  }

  @Override
  protected DistributedTier tier() {
    return tier;
  }

  @Override
  protected DistributedTier otherTier() {
    return otherTier;
  }

  @Override
  protected void elapse(Duration duration) {
    // Redis expires entries by its own clock
  }
}
