package dev.twofold.servlet.config;

import dev.twofold.region.CompressionCodec;
import dev.twofold.region.CompressionPolicy;
import dev.twofold.region.Consistency;
import dev.twofold.region.LifetimePolicy;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.RegionPolicy;
import dev.twofold.region.WriteMode;
import dev.twofold.settings.BreakerPolicy;
import dev.twofold.settings.Fills;
import dev.twofold.settings.OutboxUse;
import dev.twofold.settings.StrictWrites;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.settings.UnplannedLoads;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A setting that a person may write.
 *
 * @param pattern the segments of its key; {@link #ANY} stands for the name of a region
 * @param format how its value is written
 * @param secrecy whether its value may be shown
 * @param assignment puts its value into a draft
 * @param <T> type of its value
 */
record KnownSetting<T>(
    List<String> pattern, ValueFormat<T> format, Secrecy secrecy, Assignment<T> assignment) {

  /** Whether messages show the value of a setting. */
  enum Secrecy {
    SHOWN,
    HIDDEN
  }

  /** Puts a value into a draft. */
  @FunctionalInterface
  interface Assignment<T> {

    /**
     * Puts it there.
     *
     * @param path the key as written; its second segment names the region if there is one
     * @throws dev.twofold.error.ConfigurationException if the value is out of its range
     */
    void assign(Draft draft, List<String> path, T value);
  }

  static final String ANY = "*";

  /** All of them, in the order of the documentation. */
  static final List<KnownSetting<?>> ALL =
      List.of(
          general("application", ValueFormat.TEXT, TwofoldSettings.Builder::application),
          general("request.budget", ValueFormat.DURATION, TwofoldSettings.Builder::requestBudget),
          general(
              "distributed.budget",
              ValueFormat.DURATION,
              TwofoldSettings.Builder::distributedBudget),
          general(
              "distributed.fills", ValueFormat.oneOf(Fills.class), TwofoldSettings.Builder::fills),
          distributedBreaker("window", ValueFormat.COUNT, BreakerPolicy::withWindow),
          distributedBreaker("failures", ValueFormat.SHARE, BreakerPolicy::withFailures),
          distributedBreaker("slow-after", ValueFormat.DURATION, BreakerPolicy::withSlowAfter),
          distributedBreaker("slow", ValueFormat.SHARE, BreakerPolicy::withSlow),
          distributedBreaker("pause", ValueFormat.DURATION, BreakerPolicy::withPause),
          general("database.budget", ValueFormat.DURATION, TwofoldSettings.Builder::databaseBudget),
          databaseBreaker("window", ValueFormat.COUNT, BreakerPolicy::withWindow),
          databaseBreaker("failures", ValueFormat.SHARE, BreakerPolicy::withFailures),
          databaseBreaker("slow-after", ValueFormat.DURATION, BreakerPolicy::withSlowAfter),
          databaseBreaker("slow", ValueFormat.SHARE, BreakerPolicy::withSlow),
          databaseBreaker("pause", ValueFormat.DURATION, BreakerPolicy::withPause),
          general(
              "database.concurrency",
              ValueFormat.COUNT,
              TwofoldSettings.Builder::databaseConcurrency),
          general(
              "limits.keys-per-call",
              ValueFormat.COUNT,
              TwofoldSettings.Builder::maximumKeysPerCall),
          general(
              "limits.values-per-scope",
              ValueFormat.COUNT,
              TwofoldSettings.Builder::maximumValuesPerScope),
          general("relations.cohort", ValueFormat.COUNT, TwofoldSettings.Builder::cohortLimit),
          general(
              "relations.unplanned",
              ValueFormat.oneOf(UnplannedLoads.class),
              TwofoldSettings.Builder::unplannedLoads),
          general(
              "writes.strict",
              ValueFormat.oneOf(StrictWrites.class),
              TwofoldSettings.Builder::strictWrites),
          general(
              "writes.commit-limit", ValueFormat.DURATION, TwofoldSettings.Builder::commitLimit),
          general(
              "writes.undelivered-limit",
              ValueFormat.COUNT,
              TwofoldSettings.Builder::undeliveredLimit),
          general(
              "writes.outbox", ValueFormat.oneOf(OutboxUse.class), TwofoldSettings.Builder::outbox),
          general(
              "writes.outbox-interval",
              ValueFormat.DURATION,
              TwofoldSettings.Builder::outboxInterval),
          general("writes.outbox-age", ValueFormat.DURATION, TwofoldSettings.Builder::outboxAge),
          general("near.budget", ValueFormat.DURATION, TwofoldSettings.Builder::nearBudget),
          general(
              "near.outage-time-to-live",
              ValueFormat.DURATION,
              TwofoldSettings.Builder::nearOutageTimeToLive),
          region("time-to-live", ValueFormat.DURATION, RegionPolicy::withTimeToLive),
          region(
              "negative-time-to-live", ValueFormat.DURATION, RegionPolicy::withNegativeTimeToLive),
          region("jitter", ValueFormat.SHARE, RegionPolicy::withJitter),
          region("maximum-value-size", ValueFormat.SIZE, RegionPolicy::withMaximumValueBytes),
          region(
              "consistency", ValueFormat.oneOf(Consistency.class), RegionPolicy::withConsistency),
          region("hold-off", ValueFormat.DURATION, RegionPolicy::withHoldOff),
          region("writes", ValueFormat.oneOf(WriteMode.class), RegionPolicy::withWrites),
          lifetime("refresh-ahead", ValueFormat.SHARE, LifetimePolicy::withRefreshAhead),
          lifetime("early-expiration", ValueFormat.SHARE, LifetimePolicy::withEarlyExpiration),
          lifetime("shortest-time-to-live", ValueFormat.DURATION, LifetimePolicy::withShortest),
          lifetime("longest-time-to-live", ValueFormat.DURATION, LifetimePolicy::withLongest),
          near("entries", ValueFormat.COUNT, NearPolicy::withEntries),
          near("time-to-live", ValueFormat.DURATION, NearPolicy::withTimeToLive),
          near("off-heap", ValueFormat.CAPACITY, NearPolicy::withOffHeapBytes),
          near("disk", ValueFormat.CAPACITY, NearPolicy::withDiskBytes),
          near("grace", ValueFormat.DURATION, NearPolicy::withGrace),
          compression(
              "codec", ValueFormat.oneOf(CompressionCodec.class), CompressionPolicy::withCodec),
          compression("threshold", ValueFormat.SIZE, CompressionPolicy::withThreshold),
          redisAddress(),
          redis("username", ValueFormat.TEXT, Secrecy.SHOWN, RedisSettings::withUsername),
          redis("password", ValueFormat.TEXT, Secrecy.HIDDEN, RedisSettings::withPassword),
          redis("database", ValueFormat.COUNT, Secrecy.SHOWN, RedisSettings::withDatabase));

  private static <T> KnownSetting<T> general(
      String key,
      ValueFormat<T> format,
      BiFunction<TwofoldSettings.Builder, T, TwofoldSettings.Builder> change) {
    return new KnownSetting<>(
        List.of(key.split("\\.", -1)),
        format,
        Secrecy.SHOWN,
        (draft, path, value) -> draft.general(builder -> change.apply(builder, value)));
  }

  private static <T> KnownSetting<T> distributedBreaker(
      String key, ValueFormat<T> format, BiFunction<BreakerPolicy, T, BreakerPolicy> change) {
    return general(
        "distributed.breaker." + key,
        format,
        (builder, value) -> builder.breaker(policy -> change.apply(policy, value)));
  }

  private static <T> KnownSetting<T> databaseBreaker(
      String key, ValueFormat<T> format, BiFunction<BreakerPolicy, T, BreakerPolicy> change) {
    return general(
        "database.breaker." + key,
        format,
        (builder, value) -> builder.databaseBreaker(policy -> change.apply(policy, value)));
  }

  private static <T> KnownSetting<T> region(
      String key, ValueFormat<T> format, BiFunction<RegionPolicy, T, RegionPolicy> change) {
    return ofRegion(List.of("regions", ANY, key), format, change);
  }

  private static <T> KnownSetting<T> lifetime(
      String key, ValueFormat<T> format, BiFunction<LifetimePolicy, T, LifetimePolicy> change) {
    return region(
        key,
        format,
        (policy, value) -> policy.withLifetime(change.apply(policy.lifetime(), value)));
  }

  private static <T> KnownSetting<T> near(
      String key, ValueFormat<T> format, BiFunction<NearPolicy, T, NearPolicy> change) {
    return ofRegion(
        List.of("regions", ANY, "near", key),
        format,
        (policy, value) -> policy.withNear(change.apply(policy.near(), value)));
  }

  private static <T> KnownSetting<T> compression(
      String key,
      ValueFormat<T> format,
      BiFunction<CompressionPolicy, T, CompressionPolicy> change) {
    return ofRegion(
        List.of("regions", ANY, "compression", key),
        format,
        (policy, value) -> policy.withCompression(change.apply(policy.compression(), value)));
  }

  private static <T> KnownSetting<T> ofRegion(
      List<String> pattern,
      ValueFormat<T> format,
      BiFunction<RegionPolicy, T, RegionPolicy> change) {
    return new KnownSetting<>(
        pattern,
        format,
        Secrecy.SHOWN,
        (draft, path, value) -> draft.region(path.get(1), policy -> change.apply(policy, value)));
  }

  private static <T> KnownSetting<T> redis(
      String key,
      ValueFormat<T> format,
      Secrecy secrecy,
      BiFunction<RedisSettings, T, RedisSettings> change) {
    return new KnownSetting<>(
        List.of("redis", key),
        format,
        secrecy,
        (draft, path, value) -> draft.redis(redis -> change.apply(redis, value)));
  }

  private static KnownSetting<String> redisAddress() {
    // Hidden, because a password may stand in it by mistake.
    return new KnownSetting<>(
        List.of("redis", "address"),
        ValueFormat.TEXT,
        Secrecy.HIDDEN,
        (draft, path, value) -> draft.redisAddress(value));
  }

  /** Whether it is set for each region by itself. */
  boolean isOfRegion() {
    return pattern.contains(ANY);
  }

  /** What its key has behind the name of a region. */
  List<String> keyInRegion() {
    return pattern.subList(pattern.indexOf(ANY) + 1, pattern.size());
  }

  /** The segments of its key for one region. */
  List<String> pathIn(String region) {
    return pattern.stream().map(segment -> segment.equals(ANY) ? region : segment).toList();
  }

  /** Whether this is the setting with that key. */
  boolean isAt(List<String> path) {
    return path.size() == pattern.size() && isUnder(path);
  }

  /** Whether that key is a section around this setting, or this setting itself. */
  boolean isUnder(List<String> path) {
    if (path.size() > pattern.size()) {
      return false;
    }
    for (int depth = 0; depth < path.size(); depth++) {
      String segment = pattern.get(depth);
      if (!segment.equals(ANY) && !segment.equals(path.get(depth))) {
        return false;
      }
    }
    return true;
  }
}
