package dev.twofold.redisson;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.ConfigurationException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;

/**
 * Collects the settings of a {@link RedissonTier} that makes a client of its own; lives for one
 * statement. Not thread-safe.
 */
public final class RedissonTierBuilder {

  /**
   * A ping waits behind the calls of its connection, and if it has no answer within half of this,
   * the connection is closed with all of them. So half of it is more than the largest budget; it is
   * also how long a connection may be dead before that is noticed.
   */
  static final Duration PING_INTERVAL = Duration.ofSeconds(3);

  private static final int TIMEOUT_MILLIS = 200;
  private static final Duration RECONNECTION_DELAY = Duration.ofMillis(100);
  private static final int IDLE_CONNECTIONS = 2;
  private static final int DEFAULT_CONNECTIONS = 16;
  private static final int SUBSCRIPTION_CONNECTIONS = 2;
  private static final int NETWORK_THREADS = 4;
  private static final int LISTENER_THREADS = 2;

  private final RedisAddress address;
  private @Nullable String username;
  private @Nullable String password;
  private @Nullable Integer connections;
  private @Nullable Integer replicas;

  RedissonTierBuilder(RedisAddress address) {
    this.address = address;
    username = address.username();
    password = address.password();
  }

  /**
   * Sets the user. Default: that of the address, else the server's default user.
   *
   * @throws ConfigurationException if there is one, in the address or set before
   */
  public RedissonTierBuilder username(String name) {
    refuseSecond("username", username);
    username = requireNonNull(name, "name");
    return this;
  }

  /**
   * Sets the password, which no message and no {@code toString} shows. Default: that of the
   * address, else none.
   *
   * @throws ConfigurationException if there is one, in the address or set before
   */
  public RedissonTierBuilder password(String secret) {
    refuseSecond("password", password);
    password = requireNonNull(secret, "secret");
    return this;
  }

  /**
   * Sets how many connections there may be at most. A connection serves one call at a time, for as
   * long as a round trip takes. Default: 16.
   *
   * @throws ConfigurationException if it is less than 1, or set before
   */
  public RedissonTierBuilder connections(int limit) {
    refuseSecond("connections", connections);
    if (limit < 1) {
      throw new ConfigurationException(
          "The Redis tier at %s got connections %d; allowed is 1 or more"
              .formatted(address, limit));
    }
    connections = limit;
    return this;
  }

  /**
   * Sets how many replicas have to have an invalidation, or the announcement of a commit, before it
   * counts as acknowledged. With one or more, a failover to such a replica forgets none of them;
   * without enough replicas that answer in time, each of these calls fails. Default: 0, it counts
   * when the master has it.
   *
   * @throws ConfigurationException if it is negative, or set before
   */
  public RedissonTierBuilder waitForReplicas(int number) {
    refuseSecond("waitForReplicas", replicas);
    if (number < 0) {
      throw new ConfigurationException(
          "The Redis tier at %s got waitForReplicas %d; allowed is 0 or more"
              .formatted(address, number));
    }
    replicas = number;
    return this;
  }

  private void refuseSecond(String setting, @Nullable Object first) {
    if (first != null) {
      throw new ConfigurationException(
          "The Redis tier at %s got a second %s; allowed is one".formatted(address, setting));
    }
  }

  /** Makes the tier. Neither this nor starting the application needs the server. */
  public RedissonTier build() {
    Config config = new Config();
    config
        .setCodec(ByteArrayCodec.INSTANCE)
        .setLazyInitialization(true)
        .setUsername(username)
        .setPassword(password)
        .setNettyThreads(NETWORK_THREADS)
        .setThreads(LISTENER_THREADS);
    int limit = connections == null ? DEFAULT_CONNECTIONS : connections;
    config
        .useSingleServer()
        .setAddress(address.server())
        .setDatabase(address.database())
        .setTimeout(TIMEOUT_MILLIS)
        .setConnectTimeout(TIMEOUT_MILLIS)
        .setRetryAttempts(0)
        .setReconnectionDelay(new ConstantDelay(RECONNECTION_DELAY))
        .setPingConnectionInterval(Math.toIntExact(PING_INTERVAL.toMillis()))
        .setConnectionMinimumIdleSize(Math.min(IDLE_CONNECTIONS, limit))
        .setConnectionPoolSize(limit)
        .setSubscriptionConnectionMinimumIdleSize(0)
        .setSubscriptionConnectionPoolSize(SUBSCRIPTION_CONNECTIONS);
    return RedissonTier.owning(
        Redisson.create(config), address.toString(), replicas == null ? 0 : replicas);
  }
}
