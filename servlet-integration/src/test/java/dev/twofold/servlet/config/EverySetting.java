package dev.twofold.servlet.config;

import dev.twofold.region.CompressionCodec;
import dev.twofold.region.CompressionPolicy;
import dev.twofold.region.Consistency;
import dev.twofold.region.LifetimePolicy;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.RegionPolicy;
import dev.twofold.region.Restart;
import dev.twofold.region.WriteMode;
import dev.twofold.settings.BreakerPolicy;
import dev.twofold.settings.Fills;
import dev.twofold.settings.OutboxUse;
import dev.twofold.settings.QueuePolicy;
import dev.twofold.settings.StrictWrites;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.settings.UnplannedLoads;
import dev.twofold.settings.WarmupPolicy;
import dev.twofold.settings.WhenFull;
import dev.twofold.settings.WhenUnavailable;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A file in which every setting has a value of its own, and what it means. */
final class EverySetting {

  static final String YAML =
      """
      application: demo
      request:
        budget: 10s
      distributed:
        budget: 150ms
        fills: behind
        breaker: { window: 20, failures: 0.6, slow-after: 90ms, slow: 0.7, pause: 3s }
      database:
        budget: 20s
        breaker: { window: 30, failures: 0.9, slow-after: 5s, slow: 0.95, pause: 4s }
        concurrency: 8
      limits:
        keys-per-call: 50_000
        values-per-scope: 200_000
      relations:
        cohort: 250
        unplanned: refuse
      writes:
        strict: count
        commit-limit: 10s
        undelivered-limit: 5_000
        outbox: on
        outbox-interval: 2s
        outbox-age: 20s
        queue:
          partitions: 8
          length: 1_000_000
          batch: 500
          interval: 200ms
          attempts: 3
          back-off: 50ms
          longest-back-off: 1m
          lease: 10s
          when-full: write
          full-wait: 2s
          when-unavailable: refuse
          drain: 1s
      near:
        budget: 20ms
        outage-time-to-live: 500ms
      warmup:
        keys-per-second: 250
        takeover: 15s
        hot-keys: 300
        hot-keys-interval: 45s
        related-queue: 2_000
      regions:
        users:
          time-to-live: 1h
          negative-time-to-live: 5s
          jitter: 0.2
          maximum-value-size: 64KiB
          writes: through
          refresh-ahead: 0.8
          shortest-time-to-live: 5m
          longest-time-to-live: 6h
          near: { grace: 30m }
          compression: { codec: zstd, threshold: 4KiB }
        "photos.v2":
          time-to-live: PT2H
          consistency: strict
          hold-off: 3s
          early-expiration: 1.5
          near:
            entries: 500
            time-to-live: 1m
            off-heap: 64MiB
            disk: 2GiB
            heap-value-size: 16KiB
            disk-value-size: 2MiB
            restart: keep
      edge:
        use: on
        key-header: Surrogate-Key
        key-limit: 8KiB
        body-limit: 1MiB
        table-entries: 5_000
        browser-time: 5s
        stale-while-revalidate: 30s
        stale-if-error: 1h
        purge:
          addresses: "http://10.0.0.1:6081, https://cache.test/purge"
          limit: 500
          again: 4s
          timeout: 300ms
          soft: on
          token: hunter3
      redis:
        address: "redis://127.0.0.1:6379"
        username: reader
        password: hunter2
        database: 3
      """;

  private EverySetting() {}

  static TwofoldSettings settings() {
    return TwofoldSettings.builder()
        .application("demo")
        .requestBudget(Duration.ofSeconds(10))
        .distributedBudget(Duration.ofMillis(150))
        .fills(Fills.BEHIND)
        .breaker(
            policy -> new BreakerPolicy(20, 0.6, Duration.ofMillis(90), 0.7, Duration.ofSeconds(3)))
        .databaseBudget(Duration.ofSeconds(20))
        .databaseBreaker(
            policy ->
                new BreakerPolicy(30, 0.9, Duration.ofSeconds(5), 0.95, Duration.ofSeconds(4)))
        .databaseConcurrency(8)
        .maximumKeysPerCall(50_000)
        .maximumValuesPerScope(200_000)
        .cohortLimit(250)
        .unplannedLoads(UnplannedLoads.REFUSE)
        .strictWrites(StrictWrites.COUNT)
        .commitLimit(Duration.ofSeconds(10))
        .undeliveredLimit(5_000)
        .outbox(OutboxUse.ON)
        .outboxInterval(Duration.ofSeconds(2))
        .outboxAge(Duration.ofSeconds(20))
        .queue(
            policy ->
                new QueuePolicy(
                    8,
                    1_000_000,
                    500,
                    Duration.ofMillis(200),
                    3,
                    Duration.ofMillis(50),
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(10),
                    WhenFull.WRITE,
                    Duration.ofSeconds(2),
                    WhenUnavailable.REFUSE,
                    Duration.ofSeconds(1)))
        .nearBudget(Duration.ofMillis(20))
        .nearOutageTimeToLive(Duration.ofMillis(500))
        .warmup(
            policy ->
                new WarmupPolicy(250, Duration.ofSeconds(15), 300, Duration.ofSeconds(45), 2_000))
        .region(
            "users",
            new RegionPolicy(Duration.ofHours(1), Duration.ofSeconds(5), 0.2, 65_536)
                .withNear(NearPolicy.DEFAULT.withGrace(Duration.ofMinutes(30)))
                .withCompression(new CompressionPolicy(CompressionCodec.ZSTD, 4_096))
                .withWrites(WriteMode.THROUGH)
                .withLifetime(
                    new LifetimePolicy(0.8, 0, Duration.ofMinutes(5), Duration.ofHours(6))))
        .region(
            "photos.v2",
            RegionPolicy.DEFAULT
                .withTimeToLive(Duration.ofHours(2))
                .withConsistency(Consistency.STRICT)
                .withHoldOff(Duration.ofSeconds(3))
                .withLifetime(LifetimePolicy.DEFAULT.withEarlyExpiration(1.5))
                .withNear(
                    new NearPolicy(
                        500,
                        Duration.ofMinutes(1),
                        64 << 20,
                        2L << 30,
                        Duration.ZERO,
                        16 << 10,
                        2 << 20,
                        Restart.KEEP)))
        .build();
  }

  static EdgeSettings edge() {
    return new EdgeSettings(
        EdgeUse.ON,
        "Surrogate-Key",
        8 << 10,
        1 << 20,
        5_000,
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofHours(1),
        new PurgeSettings(
            List.of(URI.create("http://10.0.0.1:6081"), URI.create("https://cache.test/purge")),
            500,
            Duration.ofSeconds(4),
            Duration.ofMillis(300),
            true,
            "hunter3"));
  }
}
