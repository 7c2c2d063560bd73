package dev.twofold.servlet.config;

import dev.twofold.settings.BreakerPolicy;
import dev.twofold.settings.Fills;
import dev.twofold.settings.OutboxUse;
import dev.twofold.settings.StrictWrites;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.settings.UnplannedLoads;
import java.util.List;
import java.util.function.BiFunction;

/** The settings of the whole engine, in the order of the documentation. */
final class KnownGeneralSettings {

  private KnownGeneralSettings() {}

  static final List<KnownSetting<?>> ALL =
      List.of(
          general("application", ValueFormat.TEXT, TwofoldSettings.Builder::application)
              .means("twofold", "first part of every key in Redis"),
          general("request.budget", ValueFormat.DURATION, TwofoldSettings.Builder::requestBudget)
              .means(
                  "1m",
                  "all waits of one request together; then keys that need the database fail. 0s: no"
                      + " limit"),
          general(
                  "distributed.budget",
                  ValueFormat.DURATION,
                  TwofoldSettings.Builder::distributedBudget)
              .means("200ms", "one trip to Redis; then the database answers"),
          general(
                  "distributed.fills",
                  ValueFormat.oneOf(Fills.class),
                  TwofoldSettings.Builder::fills)
              .means(
                  "awaited",
                  "whether a request waits until Redis has what it loaded, or a thread of the"
                      + " engine puts it behind the request"),
          distributedBreaker("window", ValueFormat.COUNT, BreakerPolicy::withWindow)
              .means("10", "latest trips to Redis that are looked at, once there are half as many"),
          distributedBreaker("failures", ValueFormat.SHARE, BreakerPolicy::withFailures)
              .means("0.5", "share of failed ones from which on Redis is left out"),
          distributedBreaker("slow-after", ValueFormat.DURATION, BreakerPolicy::withSlowAfter)
              .means("0s", "a trip that takes longer is slow. 0s: three quarters of its budget"),
          distributedBreaker("slow", ValueFormat.SHARE, BreakerPolicy::withSlow)
              .means("0.8", "share of slow ones from which on Redis is left out"),
          distributedBreaker("pause", ValueFormat.DURATION, BreakerPolicy::withPause)
              .means("1s", "how long Redis is left out; then one trip tries again"),
          general("database.budget", ValueFormat.DURATION, TwofoldSettings.Builder::databaseBudget)
              .means("30s", "the statements of one wave and loader"),
          databaseBreaker("window", ValueFormat.COUNT, BreakerPolicy::withWindow)
              .means(
                  "10",
                  "latest loads of a database that are looked at, once there are half as many"),
          databaseBreaker("failures", ValueFormat.SHARE, BreakerPolicy::withFailures)
              .means("0.8", "share of loads without a connection from which on keys fail at once"),
          databaseBreaker("slow-after", ValueFormat.DURATION, BreakerPolicy::withSlowAfter)
              .means("0s", "a load that takes longer is slow. 0s: three quarters of the budget"),
          databaseBreaker("slow", ValueFormat.SHARE, BreakerPolicy::withSlow)
              .means("1", "share of slow ones from which on keys fail at once"),
          databaseBreaker("pause", ValueFormat.DURATION, BreakerPolicy::withPause)
              .means("1s", "how long keys fail at once; then one load tries again"),
          general(
                  "database.concurrency",
                  ValueFormat.COUNT,
                  TwofoldSettings.Builder::databaseConcurrency)
              .means(
                  "0",
                  "loads at the same time, the others wait; below the size of the pool. 0: as many"
                      + " as come"),
          general(
                  "limits.keys-per-call",
                  ValueFormat.COUNT,
                  TwofoldSettings.Builder::maximumKeysPerCall)
              .means("100000", "more keys in one call are refused"),
          general(
                  "limits.values-per-scope",
                  ValueFormat.COUNT,
                  TwofoldSettings.Builder::maximumValuesPerScope)
              .means("1000000", "keys fail that would be more values than one scope may know"),
          general("relations.cohort", ValueFormat.COUNT, TwofoldSettings.Builder::cohortLimit)
              .means(
                  "1000",
                  "owners that one question about a relation resolves at most. 1: the owner alone"),
          general(
                  "relations.unplanned",
                  ValueFormat.oneOf(UnplannedLoads.class),
                  TwofoldSettings.Builder::unplannedLoads)
              .means(
                  "allow",
                  "relations that no plan has resolved are allowed, allowed with a plan in the log,"
                      + " or refused (for tests)"),
          general(
                  "writes.strict",
                  ValueFormat.oneOf(StrictWrites.class),
                  TwofoldSettings.Builder::strictWrites)
              .means(
                  "refuse",
                  "a write to a strict region that Redis does not acknowledge is refused, or"
                      + " counted"),
          general("writes.commit-limit", ValueFormat.DURATION, TwofoldSettings.Builder::commitLimit)
              .means(
                  "30s",
                  "from the announcement of a commit until the database cannot apply it any more"),
          general(
                  "writes.undelivered-limit",
                  ValueFormat.COUNT,
                  TwofoldSettings.Builder::undeliveredLimit)
              .means(
                  "100000",
                  "invalidations that wait while Redis is away; with more, loaders are cleared"
                      + " after it"),
          general(
                  "writes.outbox",
                  ValueFormat.oneOf(OutboxUse.class),
                  TwofoldSettings.Builder::outbox)
              .means(
                  "off",
                  "whether transactions leave what they make stale in a table until it is told"),
          general(
                  "writes.outbox-interval",
                  ValueFormat.DURATION,
                  TwofoldSettings.Builder::outboxInterval)
              .means("5s", "how often each node looks for rows that others have left there"),
          general("writes.outbox-age", ValueFormat.DURATION, TwofoldSettings.Builder::outboxAge)
              .means("10s", "how old these are at least"),
          general("near.budget", ValueFormat.DURATION, TwofoldSettings.Builder::nearBudget)
              .means(
                  "100ms",
                  "the near tier in one wave; what it has not answered is looked up below"),
          general(
                  "near.outage-time-to-live",
                  ValueFormat.DURATION,
                  TwofoldSettings.Builder::nearOutageTimeToLive)
              .means(
                  "2s",
                  "how long near entries count while invalidations of other nodes do not arrive"));

  private static <T> KnownSetting<T> general(
      String key,
      ValueFormat<T> format,
      BiFunction<TwofoldSettings.Builder, T, TwofoldSettings.Builder> change) {
    return KnownSetting.of(
        List.of(key.split("\\.", -1)),
        format,
        KnownSetting.Secrecy.SHOWN,
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
}
