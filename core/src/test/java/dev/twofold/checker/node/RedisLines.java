package dev.twofold.checker.node;

import dev.twofold.redisson.RedissonTier;
import dev.twofold.tier.DistributedTier;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.redisson.misc.RedisURI;

/** The way from a node to Redis, through lines that the checker can spoil. */
final class RedisLines implements AutoCloseable {

  private static final String SCHEME = "redis";
  private static final String HOST = "127.0.0.1";

  private final DistributedTier tier;
  private final @Nullable RedissonClient client;

  RedisLines(NodeSettings settings) {
    Map<Integer, Integer> lines = settings.redis();
    client = lines.size() > 1 ? Redisson.create(cluster(lines)) : null;
    if (client != null) {
      tier = RedissonTier.of(client, settings.replicas());
    } else {
      String address = address(lines.values().iterator().next());
      tier =
          settings.naive()
              ? new NaiveTier(address)
              : RedissonTier.at(address).waitForReplicas(settings.replicas()).build();
    }
  }

  DistributedTier tier() {
    return tier;
  }

  private static Config cluster(Map<Integer, Integer> lines) {
    Config config = new Config();
    config.setLazyInitialization(true);
    config
        .useClusterServers()
        .setNatMapper(
            told ->
                new RedisURI(
                    told.getScheme(), HOST, lines.getOrDefault(told.getPort(), told.getPort())))
        .addNodeAddress(lines.values().stream().map(RedisLines::address).toArray(String[]::new));
    return config;
  }

  private static String address(int port) {
    return SCHEME + "://" + HOST + ":" + port;
  }

  @Override
  public void close() {
    if (client != null) {
      client.shutdown();
    }
  }
}
