package dev.twofold.demo.start;

import dev.twofold.error.TierException;
import dev.twofold.region.Consistency;
import dev.twofold.region.Region;
import dev.twofold.tier.Claim;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.EntryGroup;
import dev.twofold.tier.TierKey;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects the distributed tier before the first request needs it. */
final class RedisConnection {

  private static final Logger log = LoggerFactory.getLogger(RedisConnection.class);

  /** Long enough to connect and to load classes while the machine is busy with the data. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final TierKey PROBE =
      new TierKey(
          new EntryGroup(
              "community:probe",
              "",
              ":0",
              0,
              new Region("default", Consistency.AVAILABLE, Duration.ZERO)),
          "0");

  private RedisConnection() {}

  /**
   * Waits for the server of a tier that an engine uses. That it does not answer is no reason not to
   * start: it is used as soon as it does.
   */
  static void await(DistributedTier tier) {
    try {
      tier.getAll(List.of(PROBE), Claim.NONE, PATIENCE);
    } catch (TierException e) {
      log.warn("Starting without Redis: {}", e.getMessage());
    }
  }
}
