package dev.twofold.redisson;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.testing.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What each script does on a server, asked without the client. Characters stand for bytes. */
abstract class ScriptsContract {

  private static final String CONTROL = "app:#control";
  private static final String LONGEST = "86400000";
  private static final String HOUR = "3600000";
  private static final String FINGERPRINT = "12345678";

  private int tokens;
  private String knownEpoch = "";
  private String knownSequence = "-1";
  private String quarantine = "0";
  private String longest = LONGEST;

  /** The running server. */
  abstract RedisServer redis();

  @BeforeEach
  void flush() {
    redis().flush();
  }

  private static String token(int number) {
    return "node" + String.format("%012d", number);
  }

  /** Executes a script in an attempt of its own; the answer behind the state. */
  private List<@Nullable Object> run(Script script, List<String> keys, Object... arguments) {
    List<@Nullable Object> answer = runWhole(script, keys, arguments);
    return answer.subList(3, answer.size());
  }

  @SuppressWarnings("unchecked")
  private List<@Nullable Object> runWhole(Script script, List<String> keys, Object... arguments) {
    List<String> command = new ArrayList<>(List.of("EVAL", script.text()));
    command.add(Integer.toString(keys.size() + 1));
    command.add(CONTROL);
    command.addAll(keys);
    command.addAll(List.of(knownEpoch, knownSequence, token(++tokens)));
    command.addAll(List.of(quarantine, longest, "app:#invalidations", "0"));
    Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
    return (List<@Nullable Object>) requireNonNull(redis().call(command.toArray(String[]::new)));
  }

  /** Asks for one entry. */
  private @Nullable Object claim(String id) {
    return claim(":v1", id);
  }

  private @Nullable Object claim(String variant, String id) {
    return run(
            Script.READ_OR_LEASE,
            List.of("app:L" + variant + ":" + id),
            HOUR,
            1,
            "app:L",
            "app:L",
            variant,
            "users",
            0,
            0,
            FINGERPRINT,
            1,
            id)
        .get(0);
  }

  /** The state before a script, as a node knows it. */
  private String moment() {
    List<@Nullable Object> state = runWhole(Script.INSPECT, List.of(), 0, 0);
    return state.get(1) + " " + state.get(0);
  }

  /** Asks for an entry of a loader that nobody else asks for. */
  private void claimAlone(String loader) {
    run(
        Script.READ_OR_LEASE,
        List.of(loader + ":v1:1"),
        HOUR,
        1,
        "app:L",
        loader,
        ":v1",
        "users",
        0,
        0,
        FINGERPRINT,
        1,
        "1");
  }

  private @Nullable Object fill(String id, String right, String... tags) {
    return fill(":v1", id, right, tags);
  }

  private @Nullable Object fill(String variant, String id, String right, String[] tags) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(1, "app:L", "app:L", variant, "users", 0, 0, FINGERPRINT, 1, id, HOUR, "V"));
    arguments.add(right);
    arguments.add(tags.length);
    arguments.addAll(List.of(tags));
    arguments.add("payload");
    return run(Script.FILL, List.of("app:L" + variant + ":" + id), arguments.toArray()).get(0);
  }

  /** Leases and fills. */
  private void put(String id, String... tags) {
    assertThat(claim(id)).isEqualTo(1L);
    assertThat(fill(id, "L" + token(tokens), tags)).isEqualTo(1L);
  }

  private void invalidateWithLag(String id, long lag) {
    run(
        Script.INVALIDATE,
        List.of("app:L:v1:" + id),
        "",
        1,
        "app:L",
        1,
        ":v1",
        1,
        "app:L",
        id,
        lag,
        "what");
  }

  private List<@Nullable Object> invalidate(String id, String... variants) {
    List<String> keys = Arrays.stream(variants).map(each -> "app:L" + each + ":" + id).toList();
    List<Object> arguments = new ArrayList<>(List.of("", 1, "app:L", variants.length));
    arguments.addAll(List.of(variants));
    arguments.addAll(List.of(1, "app:L", id, 0, "what"));
    return run(Script.INVALIDATE, keys, arguments.toArray());
  }

  private void clearTags(String... tags) {
    List<Object> arguments = new ArrayList<>(List.of("", 0, 0, 0, tags.length));
    arguments.addAll(List.of(tags));
    arguments.add("what");
    run(Script.CLEAR, List.of(), arguments.toArray());
  }

  private void begin(String bracket, long hold) {
    begin(bracket, hold, 0);
  }

  private void begin(String bracket, long hold, long lag) {
    run(
        Script.BEGIN,
        List.of("app:L:v1:1"),
        bracket,
        hold,
        1,
        "app:L",
        1,
        ":v1",
        1,
        "app:L",
        "1",
        lag);
  }

  @SuppressWarnings("unchecked")
  private Map<String, String> record() {
    List<Object> fields = (List<Object>) requireNonNull(redis().call("HGETALL", CONTROL));
    Map<String, String> record = new TreeMap<>();
    for (int i = 0; i < fields.size(); i += 2) {
      record.put((String) fields.get(i), (String) fields.get(i + 1));
    }
    return record;
  }

  private boolean isHit(String id) {
    Object answer =
        run(
                Script.READ_OR_LEASE,
                List.of("app:L:v1:" + id),
                0,
                1,
                "app:L",
                "app:L",
                ":v1",
                "users",
                0,
                0,
                FINGERPRINT,
                1,
                id)
            .get(0);
    return answer instanceof String stored && stored.startsWith("V");
  }

  @Nested
  class ControlRecord {

    @Test
    void absent_isWrittenWithAFreshEpochAndGeneration() {
      runWhole(Script.INSPECT, List.of(), 0, 0);

      assertThat(record())
          .containsEntry("sequence", "0")
          .containsEntry("generation", token(1))
          .containsOnlyKeys("epoch", "sequence", "generation", "quarantine", "run");
      assertThat(record().get("epoch")).matches("\\d{13}-6e6f6465(30|31){12}");
    }

    @Test
    void present_isLeftAsItIs() {
      runWhole(Script.INSPECT, List.of(), 0, 0);
      Map<String, String> before = record();

      runWhole(Script.INSPECT, List.of(), 0, 0);

      assertThat(record()).isEqualTo(before);
    }

    @Test
    void callerKnowsALaterEpoch_isRenewedWithOneLaterStill() {
      knownEpoch = "99999999999999-x";
      knownSequence = "7";

      Object epoch = runWhole(Script.INSPECT, List.of(), 0, 0).get(0);

      assertThat(String.valueOf(epoch)).startsWith("100000000000000-");
    }

    @Test
    void callerKnowsAHigherSequence_isRenewed() {
      put("1");
      knownEpoch = String.valueOf(runWhole(Script.INSPECT, List.of(), 0, 0).get(0));
      knownSequence = "1";

      assertThat(runWhole(Script.INSPECT, List.of(), 0, 0).get(0)).isNotEqualTo(knownEpoch);
      assertThat(isHit("1")).isFalse();
    }

    @Test
    void callerKnowsAnEarlierEpoch_isLeftAsItIs() {
      put("1");
      knownEpoch = "1-x";
      knownSequence = "1000";

      assertThat(isHit("1")).isTrue();
    }

    @Test
    void createdByAnotherServer_isRenewedByTheCheckOnly() {
      put("1");
      redis().call("HSET", CONTROL, "run", "another");
      runWhole(Script.INSPECT, List.of(), 0, 0);
      assertThat(isHit("1")).isTrue();

      runWhole(Script.INSPECT, List.of(), 1, 0);

      assertThat(isHit("1")).isFalse();
    }

    @Test
    void renew_ofAnEpochThatIsOver_doesNothing() {
      put("1");
      String epoch = record().get("epoch");

      runWhole(Script.RENEW, List.of(), "another");
      assertThat(isHit("1")).isTrue();
      runWhole(Script.RENEW, List.of(), epoch);
      assertThat(isHit("1")).isFalse();
    }

    @Test
    void inspect_groups_answersTheirGenerations() {
      runWhole(Script.INSPECT, List.of(), 0, 0);
      run(Script.CLEAR, List.of(), "", 0, 1, "app:L", 0, 0, 0, "what");

      assertThat(run(Script.INSPECT, List.of(), 0, 2, "app:L", "users", "app:M", "users"))
          .containsExactly(token(1) + token(2), token(1) + token(1));
    }
  }

  @Nested
  class Invalidations {

    @Test
    void unknownVariant_isAnsweredAndNothingIsDone() {
      put("1");
      claim(":v2", "1");

      assertThat(invalidate("1", ":v1")).containsExactlyInAnyOrder(0L, "app:L", 2L, ":v1", ":v2");
      assertThat(isHit("1")).isTrue();
      assertThat(record()).containsEntry("sequence", "0");

      assertThat(invalidate("1", ":v1", ":v2")).containsExactly(1L);
      assertThat(isHit("1")).isFalse();
    }

    @Test
    void variantOfLongAgo_isForgotten() {
      longest = "4";
      claim(":v1", "1");

      await()
          .untilAsserted(
              () -> {
                claim(":v2", "1");
                assertThat(record()).containsKey("v:5:app:L:v2").doesNotContainKey("v:5:app:L:v1");
              });
      assertThat(invalidate("1", ":v2")).containsExactly(1L);
    }

    @Test
    void variantOfANodeWithLongerEntries_staysLiveForThatLong() {
      put("1");
      longest = "1";
      claim(":v2", "1");
      claim(":v2", "2");
      await()
          .pollDelay(Duration.ofMillis(20))
          .untilAsserted(() -> assertThat(claim(":v3", "1")).isNotNull());

      assertThat(invalidate("1", ":v2", ":v3").get(0)).isEqualTo(0L);
      assertThat(record()).containsKey("v:5:app:L:v1");
    }

    @Test
    void variantsOfTenantsThatAreGone_areForgotten() {
      longest = "1";
      for (int i = 0; i < 300; i++) {
        claimAlone("app:L[tenant=" + i + "]");
      }

      assertThat(record()).hasSizeLessThan(100);
    }

    @Test
    void moreVariantsThanAreKept_areNotLeasedNorFilled() {
      for (int i = 0; i < 1_000; i++) {
        assertThat(claim(":v" + i, "1")).isEqualTo(1L);
      }
      String moment = moment();

      assertThat(claim(":w", "1")).isEqualTo(0L);
      assertThat(fill(":w", "1", "S" + moment, new String[0])).isEqualTo(0L);
      assertThat(claim(":v1", "2")).isEqualTo(1L);
    }

    @Test
    void vantage_withinTheRing_isAcceptedAndOlderIsNot() {
      invalidate("0");
      String moment = moment();
      for (int i = 1; i <= 1_024; i++) {
        invalidate("other " + i);
      }
      assertThat(fill("1", "S" + moment)).isEqualTo(1L);
      assertThat(fill("other 1", "S" + moment)).isEqualTo(0L);

      invalidate("other 1025", ":v1");

      assertThat(fill("2", "S" + moment)).isEqualTo(0L);
      assertThat(fill("2", "S" + moment())).isEqualTo(1L);
      assertThat(record().keySet().stream().filter(each -> each.startsWith("k:"))).hasSize(1_024);
      assertThat(record().keySet().stream().filter(each -> each.startsWith("i:"))).hasSize(1_024);
    }

    @Test
    void sameEntryAgainAndAgain_staysInTheRing() {
      String moment = moment();
      for (int i = 0; i < 1_500; i++) {
        invalidate("1");
      }

      assertThat(fill("1", "S" + moment)).isEqualTo(0L);
      assertThat(record()).containsEntry("k:5:app:L1", "1500");
    }

    @Test
    void clear_moreTagsThanAreKept_clearsAllTaggedEntriesAndForgetsTheTags() {
      put("tagged", "mine");
      put("plain");
      String[] tags = new String[5_001];
      Arrays.setAll(tags, i -> "a" + i);
      clearTags(tags);
      assertThat(isHit("tagged")).isTrue();
      Arrays.setAll(tags, i -> "b" + i);

      clearTags(tags);

      assertThat(isHit("tagged")).isFalse();
      assertThat(isHit("plain")).isTrue();
      assertThat(record()).hasSizeLessThan(100);
      put("tagged", "mine", "b5000");
      assertThat(isHit("tagged")).isTrue();
      clearTags("mine");
      assertThat(isHit("tagged")).isFalse();
    }
  }

  @Nested
  class Brackets {

    @Test
    void tagClosed_guardedGroupsAreNotLeasedUntilItIsOpen() {
      lookUpGuarded("2");
      clearTags("mine");

      assertThat(lookUpGuarded("1")).isEqualTo(3L);
      assertThat(claim("1")).isEqualTo(1L);
    }

    @Test
    void begin_isClosedForTheLagAfterItsTime() {
      claim("1");
      begin(token(1_000), 1, 3_600_000);

      await()
          .during(Duration.ofMillis(50))
          .untilAsserted(() -> assertThat(claim("1")).isEqualTo(3L));
    }

    @Test
    void invalidate_againAndAgainWithLag_isClosedOnce() {
      claim("1");
      for (int i = 0; i < 100; i++) {
        invalidateWithLag("1", 3_600_000);
      }

      assertThat(claim("1")).isEqualTo(3L);
      assertThat(record().get("c:5:app:L1")).hasSizeLessThan(50);
    }

    private @Nullable Object lookUpGuarded(String id) {
      return run(
              Script.READ_OR_LEASE,
              List.of("app:S:v1:" + id),
              HOUR,
              1,
              "app:S",
              "app:S",
              ":v1",
              "accounts",
              60_000,
              1,
              FINGERPRINT,
              1,
              id)
          .get(0);
    }

    @Test
    void begin_manyThatExpired_areSweptAway() {
      claim("1");
      for (int i = 0; i < 200; i++) {
        begin(token(1_000 + i), 1);
      }

      assertThat(record().keySet().stream().filter(each -> each.startsWith("x:")))
          .hasSizeLessThan(50);
    }

    @Test
    void withdraw_ownTokenOnly_leavesTheOthers() {
      claim("1");
      begin(token(1_000), 3_600_000);
      begin(token(1_001), 3_600_000);

      run(Script.WITHDRAW, List.of(), token(1_000), 1, "app:L", "1", 0);
      assertThat(claim("1")).isEqualTo(3L);
      run(Script.WITHDRAW, List.of(), token(1_001), 1, "app:L", "1", 0);
      assertThat(claim("1")).isEqualTo(1L);
      assertThat(record()).doesNotContainKey("c:5:app:L1");
    }

    @Test
    void begin_sameTokenWithLessTime_keepsTheLongerTime() {
      claim("1");
      begin(token(1_000), 3_600_000);
      begin(token(1_000), 1);

      assertThat(claim("1")).isEqualTo(3L);
    }

    @Test
    void quarantine_barsGuardedGroupsOnly() {
      quarantine = HOUR;

      assertThat(lookUpGuarded("1")).isEqualTo(3L);
      assertThat(claim("1")).isEqualTo(1L);
    }
  }

  @Test
  void heartbeat_silentNode_isClaimedByOneOnlyUntilItIsSilentAgain() {
    redis().call("HSET", "app:#nodes", "silent", "1");

    assertThat(heartbeat("a")).isEqualTo(List.of("silent"));
    assertThat(heartbeat("b")).isEqualTo(List.of());
    redis().call("HSET", "app:#nodes", "silent", "anything");
    assertThat(heartbeat("b")).isEqualTo(List.of("silent"));
    assertThat(redis().call("HLEN", "app:#nodes")).isEqualTo(3L);
  }

  @Test
  void heartbeat_noRegisterButSomethingElse_takesItsPlace() {
    redis().call("SET", "app:#nodes", "anything");

    assertThat(heartbeat("a")).isEqualTo(List.of());
    assertThat(redis().call("HLEN", "app:#nodes")).isEqualTo(1L);
  }

  private @Nullable Object heartbeat(String node) {
    return redis().call("EVAL", Script.HEARTBEAT.text(), "1", "app:#nodes", node, "60000");
  }
}
