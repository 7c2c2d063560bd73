package dev.twofold.bench.peer;

import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.Codec;
import org.redisson.config.Config;

/** Clients that connect when they are first used, with few connections and threads. */
final class RedissonClients {

  private RedissonClients() {}

  static RedissonClient at(String address, Codec codec) {
    Config config = new Config();
    config.setCodec(codec).setLazyInitialization(true).setNettyThreads(4).setThreads(2);
    config
        .useSingleServer()
        .setAddress(address)
        .setConnectionMinimumIdleSize(2)
        .setConnectionPoolSize(16)
        .setSubscriptionConnectionMinimumIdleSize(0);
    return Redisson.create(config);
  }
}
