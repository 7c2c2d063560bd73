package dev.twofold.redisson;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.TierException;
import dev.twofold.testing.RedisServer;
import dev.twofold.tier.EntryFormat;
import dev.twofold.tier.Fill;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tier sends to a healthy Redis and finds there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RedissonTierIT {

  @RegisterExtension static final RedisServer REDIS = RedisServer.onFreePort();

  private static final Duration BUDGET = Duration.ofSeconds(5);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final List<TierKey> HUNDRED_KEYS =
      IntStream.range(0, 100).mapToObj(i -> key(Integer.toString(i))).toList();
  private static final TierKey ADA = key("ada");
  private static final byte[] PAYLOAD = {1, 2, 3};

  private final RedissonTier tier = RedissonTier.at(REDIS.address()).build();

  @BeforeAll
  void connect() {
    tier.getAll(List.of(ADA), BUDGET);
  }

  @BeforeEach
  void flush() {
    REDIS.flush();
    REDIS.resetCounts();
  }

  @AfterAll
  void close() {
    tier.close();
  }

  private static TierKey key(String name) {
    return new TierKey("app:UserLoader:00000000000000aa:" + name, 0xAA);
  }

  private void put(TierKey key, Duration timeToLive) {
    tier.putAll(List.of(new Fill(key, PAYLOAD, timeToLive)), BUDGET);
  }

  private Lookup get(TierKey key) {
    return tier.getAll(List.of(key), BUDGET).get(0);
  }

  private static long statistic(String name) {
    Matcher matcher =
        Pattern.compile(name + ":(\\d+)").matcher(String.valueOf(REDIS.call("INFO", "stats")));
    assertThat(matcher.find()).isTrue();
    return Long.parseLong(matcher.group(1));
  }

  @Nested
  class Commands {

    @Test
    void getAll_hundredKeys_isOneMget() {
      tier.getAll(HUNDRED_KEYS, BUDGET);

      assertThat(REDIS.commandCounts()).isEqualTo(Map.of("mget", 1L));
      assertThat(statistic("keyspace_misses")).isEqualTo(100);
    }

    @Test
    void getAll_repeatedKeys_askForEachOnce() {
      tier.getAll(List.of(ADA, key("grace"), ADA, ADA), BUDGET);

      assertThat(REDIS.commandCounts()).isEqualTo(Map.of("mget", 1L));
      assertThat(statistic("keyspace_misses")).isEqualTo(2);
    }

    @Test
    void putAll_hundredKeys_isOnePipeline() {
      long readsBefore = statistic("total_reads_processed");

      tier.putAll(HUNDRED_KEYS.stream().map(k -> new Fill(k, PAYLOAD, HOUR)).toList(), BUDGET);

      long reads = statistic("total_reads_processed") - readsBefore;
      assertThat(REDIS.commandCounts()).isEqualTo(Map.of("psetex", 100L));
      assertThat(reads).as("a round trip per key would take a read per key").isLessThan(20);
    }

    @Test
    void removeAll_hundredKeys_isOneUnlink() {
      tier.removeAll(HUNDRED_KEYS, BUDGET);

      assertThat(REDIS.commandCounts()).isEqualTo(Map.of("unlink", 1L));
    }

    @Test
    void anyCall_forNothing_sendsNothing() {
      tier.getAll(List.of(), BUDGET);
      tier.putAll(List.of(), BUDGET);
      tier.removeAll(List.of(), BUDGET);

      assertThat(REDIS.commandCounts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void getAll_noBudgetLeft_failsWithoutSendingAnything(long millis) {
      assertThatThrownBy(() -> tier.getAll(List.of(ADA), Duration.ofMillis(millis)))
          .isInstanceOf(TierException.class)
          .hasMessage("Redis did not answer a multi-get of 1 key within " + millis + " ms");

      assertThat(REDIS.commandCounts()).isEmpty();
    }
  }

  @Nested
  class Entries {

    @Test
    void putAll_value_standsUnderItsTextWithItsHeader() {
      put(ADA, HOUR);

      assertThat(REDIS.call("GET", ADA.text()))
          .isEqualTo(new String(EntryFormat.encode(ADA, PAYLOAD), ISO_8859_1));
    }

    @Test
    void putAll_timesToLive_areSetPerKey() {
      tier.putAll(
          List.of(
              new Fill(key("a"), PAYLOAD, Duration.ofSeconds(30)),
              new Fill(key("b"), null, Duration.ofMinutes(10)),
              new Fill(key("c"), PAYLOAD, Duration.ofMillis(90_500))),
          BUDGET);

      assertThat(millisToLive(key("a"))).isBetween(25_000L, 30_000L);
      assertThat(millisToLive(key("b"))).isBetween(595_000L, 600_000L);
      assertThat(millisToLive(key("c"))).isBetween(85_500L, 90_500L);
    }

    @Test
    void putAll_longestTimeToLive_isAcceptedByRedis() {
      put(ADA, Duration.ofSeconds(Long.MAX_VALUE));

      assertThat(millisToLive(ADA)).isGreaterThan(Duration.ofDays(3_000).toMillis());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 999_999})
    void putAll_lessThanAMillisecond_isAcceptedByRedis(long nanos) {
      put(ADA, Duration.ofNanos(nanos));

      assertThat(REDIS.commandCounts()).isEqualTo(Map.of("psetex", 1L));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "999999, 1", "1000000, 1", "1000001, 2", "1999999, 2", "0, 1", "-5, 1"})
    void wholeMillis_anyTimeToLive_isRoundedUp(long nanos, long millis) {
      assertThat(RedissonTier.wholeMillis(Duration.ofNanos(nanos)))
          .isEqualTo(Duration.ofMillis(millis));
    }

    private long millisToLive(TierKey key) {
      return (Long) requireNonNull(REDIS.call("PTTL", key.text()));
    }
  }

  @Nested
  class ForeignData {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "V",
          "hello",
          "{\"name\":\"ada\"}",
          "\u00AC\u00ED\u0000\u0005sr\u0000\u0011java.util.HashMap",
          "V\u0001\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u00ABwrong fingerprint",
          "V\u0002\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u00AAlater version"
        })
    void getAll_hostileBytes_areUndecodable(String stored) {
      REDIS.call("SET", ADA.text(), stored);

      assertThat(get(ADA)).isEqualTo(Lookup.undecodable());
    }

    @Test
    void getAll_otherTypeOfData_isAMissAndIsOverwritten() {
      REDIS.call("RPUSH", ADA.text(), "a", "list");
      assertThat(get(ADA)).isEqualTo(Lookup.miss());

      put(ADA, HOUR);

      assertThat(get(ADA)).isInstanceOf(Lookup.Hit.class);
      assertThat(REDIS.call("TYPE", ADA.text())).isEqualTo("string");
    }

    @Test
    void removeAll_otherTypeOfData_removesIt() {
      REDIS.call("RPUSH", ADA.text(), "a", "list");

      tier.removeAll(List.of(ADA), BUDGET);

      assertThat(REDIS.call("EXISTS", ADA.text())).isEqualTo(0L);
    }
  }

  @Nested
  class Refusals {

    @Test
    void putAll_oneKeyOfTheBatchRefused_throwsAndKeepsTheRest() {
      List<TierKey> keys = List.of(key("first"), new TierKey("forbidden", 1), key("last"));
      REDIS.call("ACL", "SETUSER", "default", "resetkeys", "~app:*");
      try {
        assertThatThrownBy(
                () ->
                    tier.putAll(
                        keys.stream().map(k -> new Fill(k, PAYLOAD, HOUR)).toList(), BUDGET))
            .isInstanceOf(TierException.class)
            .hasMessageStartingWith("Redis could not answer a multi-set of 3 keys (");
      } finally {
        REDIS.call("ACL", "SETUSER", "default", "allkeys");
      }
      assertThat(tier.getAll(keys, BUDGET))
          .extracting(lookup -> lookup instanceof Lookup.Hit)
          .containsExactly(true, false, true);
    }

    @Test
    void putAll_memoryFull_throwsAndReadsGoOn() {
      put(ADA, HOUR);
      REDIS.call("CONFIG", "SET", "maxmemory", "1");
      try {
        assertThatThrownBy(() -> put(key("grace"), HOUR)).isInstanceOf(TierException.class);
        assertThat(get(ADA)).isInstanceOf(Lookup.Hit.class);
      } finally {
        REDIS.call("CONFIG", "SET", "maxmemory", "0");
      }
    }
  }
}
