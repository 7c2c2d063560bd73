package dev.twofold.redisson;

import static dev.twofold.testing.TierKeys.FINGERPRINT;
import static dev.twofold.testing.TierKeys.USERS;
import static dev.twofold.testing.TierKeys.key;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.TierException;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.testing.RedisServer;
import dev.twofold.testing.TierKeys;
import dev.twofold.tier.Bracket;
import dev.twofold.tier.Claim;
import dev.twofold.tier.EntryGroup;
import dev.twofold.tier.Fill;
import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
      IntStream.range(0, 100).mapToObj(TierKeys::key).toList();
  private static final TierKey ADA = key("ada");

  private TestNode node;

  @BeforeAll
  void connect() {
    node = TestNode.quiet(REDIS.address());
  }

  @BeforeEach
  void flush() {
    REDIS.flush();
    node.claim(key("control record"));
    REDIS.resetCounts();
  }

  @AfterAll
  void close() {
    node.close();
  }

  /** Of a loader of the test's own, so that what is expected of it concerns no other test. */
  private static List<TierKey> hundred(String loader) {
    EntryGroup group = TierKeys.group(loader, USERS);
    return IntStream.range(0, 100).mapToObj(i -> key(group, i)).toList();
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
    void getAll_hundredHits_isOneScriptThatReadsTwiceAndWritesNothing() {
      node.put(HUNDRED_KEYS);
      REDIS.resetCounts();

      assertThat(node.claim(HUNDRED_KEYS)).hasOnlyElementsOfType(Lookup.Hit.class);

      assertThat(REDIS.commandCounts())
          .isEqualTo(Map.of("evalsha", 1L, "time", 1L, "hmget", 2L, "mget", 1L));
    }

    @Test
    void getAll_hundredMisses_isOneScriptThatLeasesAll() {
      long readsBefore = statistic("total_reads_processed");

      assertThat(node.claim(HUNDRED_KEYS)).hasOnlyElementsOfType(Lookup.Granted.class);

      long reads = statistic("total_reads_processed") - readsBefore;
      assertThat(REDIS.commandCounts()).containsEntry("evalsha", 1L).containsEntry("set", 100L);
      assertThat(reads).as("a round trip per key would take a read per key").isLessThan(10);
    }

    @Test
    void getAll_hundredHitsAgainAndAgain_areReadFirstInOneTrip() {
      List<TierKey> keys = hundred("OftenLoader");
      node.put(keys);
      for (int i = 0; i < 20; i++) {
        node.claim(keys);
      }
      REDIS.resetCounts();

      assertThat(node.claim(keys)).hasOnlyElementsOfType(Lookup.Hit.class);

      assertThat(REDIS.commandCounts())
          .isEqualTo(Map.of("mget", 1L, "evalsha", 1L, "time", 1L, "hmget", 1L));
    }

    @Test
    void getAll_missesWhereHitsAreExpected_takeASecondTripForTheMissesOnly() {
      List<TierKey> keys = hundred("SeldomLoader");
      node.put(keys);
      for (int i = 0; i < 20; i++) {
        node.claim(keys);
      }
      node.tier.invalidate(stale(keys.subList(0, 10)), BUDGET);
      REDIS.resetCounts();

      List<Lookup> answers = node.claim(keys);

      assertThat(answers.subList(0, 10)).hasOnlyElementsOfType(Lookup.Granted.class);
      assertThat(answers.subList(10, 100)).hasOnlyElementsOfType(Lookup.Hit.class);
      assertThat(REDIS.commandCounts())
          .containsEntry("mget", 2L)
          .containsEntry("evalsha", 2L)
          .containsEntry("set", 10L);
    }

    @Test
    void getAll_somethingElseUnderANameThatIsReadFirst_isStrangeAndTheOthersAreHits() {
      List<TierKey> keys = hundred("OddLoader");
      node.put(keys);
      for (int i = 0; i < 20; i++) {
        node.claim(keys);
      }
      REDIS.call("DEL", keys.get(1).text());
      REDIS.call("HSET", keys.get(1).text(), "field", "value");

      List<Lookup> answers = node.claim(keys.subList(0, 3));

      assertThat(answers.get(0)).isInstanceOf(Lookup.Hit.class);
      assertThat(answers.get(1)).isInstanceOf(Lookup.Granted.class);
      assertThat(answers.get(2)).isInstanceOf(Lookup.Hit.class);
    }

    @Test
    void getAll_repeatedKeys_askForEachOnce() {
      node.claim(List.of(ADA, key("grace"), ADA, ADA));

      assertThat(REDIS.commandCounts()).containsEntry("evalsha", 1L).containsEntry("set", 2L);
    }

    @Test
    void getAll_thousandKeys_isAScriptForFiveHundredAndOnePipeline() {
      List<TierKey> keys = IntStream.range(0, 1_000).mapToObj(TierKeys::key).toList();

      node.claim(keys);

      assertThat(REDIS.commandCounts()).containsEntry("evalsha", 2L);
    }

    @Test
    void putAll_hundredKeys_isOneScript() {
      List<Fill> fills = node.fills(HUNDRED_KEYS);
      REDIS.resetCounts();
      long readsBefore = statistic("total_reads_processed");

      node.tier.putAll(fills, List.of(), List.of(), BUDGET);

      long reads = statistic("total_reads_processed") - readsBefore;
      assertThat(REDIS.commandCounts()).containsEntry("evalsha", 1L).containsEntry("set", 100L);
      assertThat(reads).as("a round trip per key would take a read per key").isLessThan(20);
    }

    @Test
    void putAll_withUnusedAndAwaitedKeys_isTwoScriptsInOnePipeline() {
      List<Fill> fills = node.fills(HUNDRED_KEYS);
      Lease unused = node.lease(ADA);
      REDIS.resetCounts();

      node.tier.putAll(fills, List.of(unused), List.of(key("awaited")), BUDGET);

      assertThat(REDIS.commandCounts()).containsEntry("evalsha", 2L).containsEntry("unlink", 1L);
    }

    @Test
    void invalidate_hundredKeys_isOneScriptThatPublishesOnce() {
      node.tier.invalidate(stale(HUNDRED_KEYS), BUDGET);

      assertThat(REDIS.commandCounts())
          .containsEntry("evalsha", 1L)
          .containsEntry("unlink", 1L)
          .containsEntry("publish", 1L);
    }

    @Test
    void bracket_hundredKeys_isAScriptForEachEnd() {
      Bracket bracket = node.tier.begin(stale(HUNDRED_KEYS), HOUR, BUDGET);
      assertThat(REDIS.commandCounts()).containsEntry("evalsha", 1L).doesNotContainKey("publish");

      node.tier.end(bracket, Invalidation.NOTHING, BUDGET);
      assertThat(REDIS.commandCounts()).containsEntry("evalsha", 2L).containsEntry("publish", 1L);
    }

    @Test
    void invalidate_regionOfManyEntries_touchesNoneOfThem() {
      node.put(HUNDRED_KEYS);
      REDIS.resetCounts();

      node.tier.invalidate(
          new Invalidation(Set.of(), Set.of(), Set.of(USERS.name()), Set.of()), BUDGET);

      assertThat(REDIS.commandCounts())
          .containsEntry("evalsha", 1L)
          .containsEntry("publish", 1L)
          .doesNotContainKey("unlink");
    }

    @Test
    void anyCall_forNothing_sendsNothing() {
      node.tier.getAll(List.of(), Claim.LEASE, BUDGET);
      node.tier.putAll(List.of(), List.of(), List.of(), BUDGET);
      node.tier.invalidate(Invalidation.NOTHING, BUDGET);

      assertThat(REDIS.commandCounts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void getAll_noBudgetLeft_failsWithoutSendingAnything(long millis) {
      assertThatThrownBy(
              () -> node.tier.getAll(List.of(ADA), Claim.NONE, Duration.ofMillis(millis)))
          .isInstanceOf(TierException.class)
          .hasMessage("Redis did not answer a multi-get of 1 key within " + millis + " ms");

      assertThat(REDIS.commandCounts()).isEmpty();
    }

    @Test
    void anyCall_afterTheServerForgotItsScripts_loadsThemAndGoesOn() {
      Lease lease = node.lease(ADA);
      REDIS.call("SCRIPT", "FLUSH");

      assertThat(node.accepts(new Fill(ADA, TestNode.PAYLOAD, HOUR, Set.of(), lease))).isTrue();
      REDIS.call("SCRIPT", "FLUSH");
      assertThat(node.claim(ADA)).isInstanceOf(Lookup.Hit.class);
      REDIS.call("SCRIPT", "FLUSH");
      node.tier.invalidate(stale(List.of(ADA)), BUDGET);
      assertThat(node.get(ADA)).isEqualTo(Lookup.miss());
    }
  }

  private static Invalidation stale(List<TierKey> keys) {
    return Invalidation.ofKeys(keys.stream().map(TierKey::stale).collect(Collectors.toSet()));
  }

  @Nested
  class Entries {

    @Test
    void putAll_value_standsUnderItsTextWithItsHeader() {
      node.put(ADA, HOUR);

      String stored = (String) requireNonNull(REDIS.call("GET", ADA.text()));

      assertThat(stored).startsWith("V\u0001\u0000\u0000\u0001#Eg").hasSize(73);
      assertThat(stored).endsWith("\u0000\u0000\u0001\u0002\u0003");
    }

    @Test
    void getAll_lease_standsUnderItsTextForItsTime() {
      node.claim(ADA);

      assertThat((String) REDIS.call("GET", ADA.text())).startsWith("L\u0001").hasSize(66);
      assertThat(millisToLive(ADA)).isBetween(20_000L, 30_000L);
    }

    @Test
    void controlRecord_neverExpires() {
      assertThat(REDIS.call("PTTL", "app:#control")).isEqualTo(-1L);
    }

    @Test
    void putAll_timesToLive_areSetPerKey() {
      List<TierKey> keys = List.of(key("a"), key("b"), key("c"));
      List<Fill> fills = node.fills(keys);
      node.tier.putAll(
          List.of(
              new Fill(
                  key("a"),
                  TestNode.PAYLOAD,
                  Duration.ofSeconds(30),
                  Set.of(),
                  fills.get(0).right()),
              new Fill(key("b"), null, Duration.ofMinutes(10), Set.of(), fills.get(1).right()),
              new Fill(
                  key("c"),
                  TestNode.PAYLOAD,
                  Duration.ofMillis(90_500),
                  Set.of(),
                  fills.get(2).right())),
          List.of(),
          List.of(),
          BUDGET);

      assertThat(millisToLive(key("a"))).isBetween(25_000L, 30_000L);
      assertThat(millisToLive(key("b"))).isBetween(595_000L, 600_000L);
      assertThat(millisToLive(key("c"))).isBetween(85_500L, 90_500L);
    }

    @Test
    void putAll_longestTimeToLive_isAcceptedByRedis() {
      node.put(ADA, Duration.ofSeconds(Long.MAX_VALUE));

      assertThat(millisToLive(ADA)).isGreaterThan(Duration.ofDays(3_000).toMillis());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 999_999})
    void putAll_lessThanAMillisecond_isAcceptedByRedis(long nanos) {
      node.put(ADA, Duration.ofNanos(nanos));

      assertThat(REDIS.commandCounts()).containsEntry("set", 2L);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "999999, 1", "1000000, 1", "1000001, 2", "1999999, 2", "0, 1", "-5, 1"})
    void wholeMillis_anyTimeToLive_isRoundedUp(long nanos, long millis) {
      assertThat(WholeMillis.of(Duration.ofNanos(nanos))).isEqualTo(millis);
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
          "L",
          "V\u0001",
          "L\u0001short",
          "hello",
          "{\"name\":\"ada\"}",
          "\u00AC\u00ED\u0000\u0005sr\u0000\u0011java.util.HashMap",
          "V\u0001\u0000\u0000\u0001#Eg\u0089\u00AB\u00CD\u00EFcut short",
          "V\u0002\u0000\u0000\u0001#Eg\u0089\u00AB\u00CD\u00EFlater version, and so"
              + " much longer than any header of this version that nothing is cut short"
        })
    void getAll_hostileBytes_areUndecodableAndReplaced(String stored) {
      REDIS.call("SET", ADA.text(), stored);

      assertThat(node.get(ADA)).isEqualTo(new Lookup.Unknown(true));
      Lookup.Granted granted = (Lookup.Granted) node.claim(ADA);
      assertThat(granted.undecodable()).isTrue();
      assertThat(node.accepts(new Fill(ADA, TestNode.PAYLOAD, HOUR, Set.of(), granted.lease())))
          .isTrue();
      assertThat(node.claim(ADA)).isInstanceOf(Lookup.Hit.class);
    }

    @Test
    void getAll_hostileBytesWhereHitsAreExpected_areReplacedToo() {
      EntryGroup group = TierKeys.group("HostileLoader", USERS);
      node.put(List.of(key(group, 1)));
      for (int i = 0; i < 20; i++) {
        node.claim(key(group, 1));
      }
      REDIS.call("SET", key(group, 1).text(), "V\u0001 anything");
      REDIS.call("RPUSH", key(group, 2).text(), "a", "list");

      List<Lookup> answers = node.claim(List.of(key(group, 1), key(group, 2)));

      assertThat(answers).hasOnlyElementsOfType(Lookup.Granted.class);
    }

    @Test
    void getAll_tagsThatClaimMoreThanThereIs_areUndecodable() {
      node.put(ADA, HOUR);
      String stored = (String) requireNonNull(REDIS.call("GET", ADA.text()));
      REDIS.call(
          "SET", ADA.text(), stored.substring(0, 68) + "\u00FF\u00FF" + stored.substring(70));

      assertThat(node.get(ADA)).isEqualTo(new Lookup.Unknown(true));
    }

    @Test
    void getAll_otherTypeOfData_isAMissAndIsOverwritten() {
      REDIS.call("RPUSH", ADA.text(), "a", "list");
      assertThat(node.get(ADA)).isEqualTo(Lookup.miss());

      node.put(ADA, HOUR);

      assertThat(node.get(ADA)).isInstanceOf(Lookup.Hit.class);
      assertThat(REDIS.call("TYPE", ADA.text())).isEqualTo("string");
    }

    @Test
    void invalidate_otherTypeOfData_removesIt() {
      node.claim(key("some entry of the variant"));
      REDIS.call("RPUSH", ADA.text(), "a", "list");

      node.tier.invalidate(stale(List.of(ADA)), BUDGET);

      assertThat(REDIS.call("EXISTS", ADA.text())).isEqualTo(0L);
    }

    @Test
    void controlRecord_otherTypeOfData_isReplaced() {
      node.put(ADA, HOUR);
      REDIS.call("SET", "app:#control", "anything");

      assertThat(node.get(ADA)).isEqualTo(Lookup.miss());
      assertThat(REDIS.call("TYPE", "app:#control")).isEqualTo("hash");
    }

    @Test
    void topic_anything_isIgnored() {
      REDIS.call("PUBLISH", "app:#invalidations", "anything");
      REDIS.call("PUBLISH", "app:#invalidations", "0 1-a 5 b\n\u0001\u0000\u0000");
      REDIS.call("PUBLISH", "app:#invalidations", "70 1-a x b\n");

      assertThat(node.claim(ADA)).isInstanceOf(Lookup.Granted.class);
    }
  }

  @Nested
  class Refusals {

    @Test
    void putAll_oneKeyOfTheBatchRefused_throws() {
      EntryGroup forbidden = new EntryGroup("forbidden:Loader", "", ":1", FINGERPRINT, USERS);
      List<TierKey> keys = List.of(key("first"), key(forbidden, 1));
      List<Fill> fills = node.fills(keys);
      REDIS.call("ACL", "SETUSER", "default", "resetkeys", "~app:*");
      try {
        assertThatThrownBy(() -> node.tier.putAll(fills, List.of(), List.of(), BUDGET))
            .isInstanceOf(TierException.class)
            .hasMessageStartingWith("Redis could not answer a multi-set of 2 keys (");
      } finally {
        REDIS.call("ACL", "SETUSER", "default", "allkeys");
      }
      assertThat(node.tier.getAll(keys, Claim.NONE, BUDGET))
          .hasOnlyElementsOfType(Lookup.Awaited.class);
    }

    @Test
    void putAll_memoryFull_throwsAndReadsGoOn() {
      node.put(ADA, HOUR);
      List<Fill> fills = node.fills(List.of(key("grace")));
      REDIS.call("CONFIG", "SET", "maxmemory", "1");
      try {
        assertThatThrownBy(() -> node.tier.putAll(fills, List.of(), List.of(), BUDGET))
            .isInstanceOf(TierException.class);
        assertThat(node.claim(List.of(ADA, key("new"))))
            .satisfiesExactly(
                hit -> assertThat(hit).isInstanceOf(Lookup.Hit.class),
                miss -> assertThat(miss).isEqualTo(Lookup.miss()));
      } finally {
        REDIS.call("CONFIG", "SET", "maxmemory", "0");
      }
    }
  }
}
