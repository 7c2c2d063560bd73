package dev.twofold.checker.fault;

import dev.twofold.checker.history.Disturbances;
import dev.twofold.checker.history.Disturbances.Disturbance;
import dev.twofold.checker.history.Relapses;
import dev.twofold.checker.history.Relapses.Relapse;
import dev.twofold.testing.RedisServer;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What goes wrong in Redis itself, at one of its masters. Used by one thread. */
public final class RedisFaults {

  private static final int MOST_EVICTED = 30;
  private static final String CONTROL_RECORDS = "*control*";

  private final Redis redis;
  private final Redis.Setup setup;
  private final Disturbances disturbances;
  private final Relapses relapses;
  private final RandomGenerator random;

  public RedisFaults(
      Redis redis,
      Redis.Setup setup,
      Disturbances disturbances,
      Relapses relapses,
      RandomGenerator random) {
    this.redis = redis;
    this.setup = setup;
    this.disturbances = disturbances;
    this.relapses = relapses;
    this.random = random;
  }

  private RedisServer server() {
    return redis.masters().get(random.nextInt(redis.masters().size()));
  }

  /** Some entries or leases are evicted, which the server does by itself when it is full. */
  Fault.Healing evict() {
    RedisServer server = server();
    for (int left = random.nextInt(MOST_EVICTED); left > 0; left--) {
      @Nullable Object key = server.call("RANDOMKEY");
      if (key != null) {
        server.call("DEL", key.toString());
      }
    }
    return Fault.Healing.NOTHING;
  }

  Fault.Healing flush() {
    server().flush();
    return Fault.Healing.NOTHING;
  }

  Fault.Healing deleteControlRecords() {
    RedisServer server = server();
    if (server.call("KEYS", CONTROL_RECORDS) instanceof List<?> keys) {
      keys.forEach(key -> server.call("DEL", key.toString()));
    }
    return Fault.Healing.NOTHING;
  }

  Fault.Healing breakConnections() {
    Disturbance disturbance = disturbances.ofAll();
    server().call("CLIENT", "KILL", "TYPE", random.nextBoolean() ? "pubsub" : "normal");
    return disturbance::close;
  }

  Fault.Healing freeze() {
    Disturbance disturbance = disturbances.ofAll();
    RedisServer server = server();
    server.freeze();
    return () -> {
      server.thaw();
      disturbance.close();
    };
  }

  Fault.Healing crash() {
    Disturbance disturbance = disturbances.ofAll();
    RedisServer server = server();
    server.kill();
    return () -> {
      server.startEmpty();
      disturbance.close();
    };
  }

  boolean canGoBack() {
    return setup == Redis.Setup.SNAPSHOT || redis instanceof TwinRedis;
  }

  /** It forgets what it learns from now on. */
  Fault.Healing goBack() {
    return redis instanceof TwinRedis twins ? failOver(twins) : startFromSnapshot();
  }

  private Fault.Healing startFromSnapshot() {
    RedisServer server = server();
    Relapse relapse = relapses.begin();
    server.call("SAVE");
    return () -> {
      Disturbance disturbance = disturbances.ofAll();
      relapse.strikes();
      server.kill();
      server.start();
      disturbance.close();
      relapse.close();
    };
  }

  private Fault.Healing failOver(TwinRedis twins) {
    Disturbance disturbance = disturbances.ofAll();
    Relapse relapse = setup.forgets() ? relapses.begin() : Relapse.none();
    twins.lag();
    return () -> {
      relapse.strikes();
      twins.failOver();
      disturbance.close();
      relapse.close();
    };
  }
}
