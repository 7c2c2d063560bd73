package dev.twofold.servlet.config;

import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The settings while they are read. Every change is checked on its own, by the types that own the
 * ranges, so that a mistake is known while its place is at hand. A later change wins.
 */
final class Draft {

  private static final RedisSettings SERVER_NOT_KNOWN = RedisSettings.at("redis://unknown");

  private final Map<String, RegionPolicy> regions = new LinkedHashMap<>();
  private TwofoldSettings.Builder settings = TwofoldSettings.builder();
  private RedisSettings redis = SERVER_NOT_KNOWN;
  private EdgeSettings edge = EdgeSettings.DEFAULT;
  private boolean redisConfigured;
  private boolean redisAddressKnown;

  void general(UnaryOperator<TwofoldSettings.Builder> change) {
    checkAlone(change);
    settings = change.apply(settings);
  }

  void region(String name, UnaryOperator<RegionPolicy> change) {
    checkAlone(builder -> builder.region(name, RegionPolicy.DEFAULT));
    regions.put(name, change.apply(regions.getOrDefault(name, RegionPolicy.DEFAULT)));
  }

  void redisAddress(String address) {
    redis = redis.withAddress(address);
    redisAddressKnown = true;
  }

  void redis(UnaryOperator<RedisSettings> change) {
    redis = change.apply(redis);
    redisConfigured = true;
  }

  void edge(UnaryOperator<EdgeSettings> change) {
    edge = change.apply(edge);
  }

  private static void checkAlone(UnaryOperator<TwofoldSettings.Builder> change) {
    change.apply(TwofoldSettings.builder()).build();
  }

  /** The regions that are named so far. */
  Set<String> regionNames() {
    return regions.keySet();
  }

  /** Whether something is set for Redis, but not where it is. */
  boolean lacksRedisAddress() {
    return redisConfigured && !redisAddressKnown;
  }

  TwofoldConfiguration finish() {
    regions.forEach(settings::region);
    return new TwofoldConfiguration(settings.build(), redisAddressKnown ? redis : null, edge);
  }
}
