package dev.twofold.demo.start;

import dev.twofold.error.TierException;
import dev.twofold.redisson.RedissonTier;
import dev.twofold.tier.Fill;
import dev.twofold.tier.TierKey;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The distributed tier, connected before the first request needs it. */
final class RedisConnection {

  private static final Logger log = LoggerFactory.getLogger(RedisConnection.class);

  /** Long enough to connect and to load classes while the machine is busy with the data. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final TierKey PROBE = new TierKey("community:probe", 0);

  private RedisConnection() {}

  /**
   * A tier on a Redis server. That the server does not answer is no reason not to start: it is used
   * as soon as it does.
   */
  static RedissonTier open(String address) {
    RedissonTier tier = RedissonTier.at(address).build();
    try {
      tier.getAll(List.of(PROBE), PATIENCE);
      tier.putAll(List.of(new Fill(PROBE, new byte[0], Duration.ofSeconds(1))), PATIENCE);
    } catch (TierException e) {
      log.warn("Starting without Redis: {}", e.getMessage());
    }
    return tier;
  }
}
