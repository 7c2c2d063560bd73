package dev.twofold.checker.fault;

import dev.twofold.checker.history.Disturbances;
import dev.twofold.checker.history.Disturbances.Disturbance;
import dev.twofold.testing.RedisServer;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What goes wrong in Redis itself. Used by one thread. */
public final class RedisFaults {

  private static final int MOST_EVICTED = 30;
  private static final String CONTROL_RECORDS = "*control*";

  private final RedisServer redis;
  private final Disturbances disturbances;
  private final RandomGenerator random;

  public RedisFaults(RedisServer redis, Disturbances disturbances, RandomGenerator random) {
    this.redis = redis;
    this.disturbances = disturbances;
    this.random = random;
  }

  /** Some entries or leases are evicted, which the server does by itself when it is full. */
  Fault.Healing evict() {
    for (int left = random.nextInt(MOST_EVICTED); left > 0; left--) {
      @Nullable Object key = redis.call("RANDOMKEY");
      if (key != null) {
        redis.call("DEL", key.toString());
      }
    }
    return Fault.Healing.NOTHING;
  }

  Fault.Healing flush() {
    redis.flush();
    return Fault.Healing.NOTHING;
  }

  Fault.Healing deleteControlRecords() {
    if (redis.call("KEYS", CONTROL_RECORDS) instanceof List<?> keys) {
      keys.forEach(key -> redis.call("DEL", key.toString()));
    }
    return Fault.Healing.NOTHING;
  }

  Fault.Healing breakConnections() {
    Disturbance disturbance = disturbances.ofAll();
    redis.call("CLIENT", "KILL", "TYPE", random.nextBoolean() ? "pubsub" : "normal");
    return disturbance::close;
  }

  Fault.Healing freeze() {
    Disturbance disturbance = disturbances.ofAll();
    redis.freeze();
    return () -> {
      redis.thaw();
      disturbance.close();
    };
  }

  Fault.Healing crash() {
    Disturbance disturbance = disturbances.ofAll();
    redis.kill();
    return () -> {
      redis.startEmpty();
      disturbance.close();
    };
  }
}
