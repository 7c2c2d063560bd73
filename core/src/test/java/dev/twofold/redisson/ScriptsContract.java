package dev.twofold.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each script does on a server. */
abstract class ScriptsContract extends BrokenRecordContract {

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
    void callerKnowsALaterEpochThanThatOfTheRecord_isRenewed() {
      put("1");
      knownEpoch = "99999999999999-x";
      knownSequence = "0";

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
      knownEpoch = String.valueOf(record().get("epoch"));
      knownSequence = "0";
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

    @Test
    void inspect_callerKnowsTheRecord_answersTheSame() {
      Object[] groups = {0, 2, "app:L", "users", "app:M", "users"};
      runWhole(Script.INSPECT, List.of(), 0, 0);
      run(Script.CLEAR, List.of(), "", 0, 1, "app:L", 0, 0, 0, "what");
      List<@Nullable Object> asked = runWhole(Script.INSPECT, List.of(), groups);
      Map<String, String> before = record();

      knownEpoch = String.valueOf(asked.get(0));
      knownSequence = "1";
      List<@Nullable Object> known = runWhole(Script.INSPECT, List.of(), groups);

      assertThat(known.subList(0, 2)).isEqualTo(asked.subList(0, 2));
      assertThat(known.subList(3, 5)).isEqualTo(asked.subList(3, 5));
      assertThat(record()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
      "sequence,many",
      "sequence,1234567890123456",
      "generation,short",
      "r:users,short",
      "l:app:L,short"
    })
    void inspect_callerKnowsTheRecord_butItIsBroken_isRenewed(String field, String value) {
      knownEpoch = String.valueOf(runWhole(Script.INSPECT, List.of(), 0, 0).get(0));
      knownSequence = "0";
      run(Script.CLEAR, List.of(), "", 0, 1, "app:L", 0, 1, "users", 0, "what");
      redis().call("HSET", CONTROL, field, value);

      List<@Nullable Object> answer = runWhole(Script.INSPECT, List.of(), 0, 1, "app:L", "users");

      assertThat(answer.get(0)).isNotEqualTo(knownEpoch).isEqualTo(record().get("epoch"));
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
