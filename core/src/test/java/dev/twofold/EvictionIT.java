package dev.twofold;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.redisson.RedissonTier;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Patience;
import dev.twofold.testing.RecordingLoader;
import dev.twofold.testing.RedisServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A Redis with the eviction that docs/storage.md recommends, and too little memory. */
class EvictionIT {

  private static final int VALUES = 20_000;
  private static final int HOT = 100;

  @RegisterExtension
  static final RedisServer REDIS =
      RedisServer.onFreePort(
          "--maxmemory",
          "16mb",
          "--maxmemory-policy",
          "volatile-lfu",
          "--maxmemory-samples",
          "10",
          "--lfu-log-factor",
          "2",
          "--lfu-decay-time",
          "10");

  private static Twofold node() {
    return Twofold.builder()
        .distributed(RedissonTier.at(REDIS.address()).build())
        .settings(
            TwofoldSettings.builder().application("full").distributedBudget(Patience.LIMIT).build())
        .register(new Texts())
        .build();
  }

  private static long fromRedis(Twofold twofold, List<Long> keys) {
    try (LoadScope scope = twofold.open()) {
      scope.requireAll(Texts.class, keys);
      return scope.stats().loader("Texts").distributed();
    }
  }

  private static List<Long> keys(long first, int number) {
    return LongStream.range(first, first + number).boxed().toList();
  }

  private static String epoch() {
    Object epoch = requireNonNull(REDIS.call("HGET", "full:#control", "epoch"));
    return epoch instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : epoch.toString();
  }

  @Test
  void fullRedis_evictsWhatIsLittleUsedAndNeverTheControlRecord() {
    try (Twofold twofold = node()) {
      await().until(() -> twofold.stats().listening());
      List<Long> hot = keys(0, HOT);
      for (int reads = 0; reads < 30; reads++) {
        fromRedis(twofold, hot);
      }
      String epoch = epoch();

      for (long first = HOT; first < VALUES; first += 500) {
        fromRedis(twofold, keys(first, 500));
      }

      assertThat(epoch()).as("the control record was never lost").isEqualTo(epoch);
      assertThat(fromRedis(twofold, hot)).isGreaterThan(HOT * 9L / 10);
      assertThat(fromRedis(twofold, keys(HOT, 10_000)))
          .as("what was read once, of which most was pushed out")
          .isLessThan(9_000);
    }
  }

  private static final class Texts extends RecordingLoader<Long, String> {
    Texts() {
      super(new ConcurrentHashMap<>());
      LongStream.range(0, VALUES + 500).forEach(id -> data().put(id, "x".repeat(2_000) + id));
    }
  }
}
