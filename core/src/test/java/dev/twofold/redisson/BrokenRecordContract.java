package dev.twofold.redisson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts do with a control record that somebody else has written to. */
abstract class BrokenRecordContract extends BracketScriptsContract {

  /** What no script writes. */
  private static final String GARBAGE = "\u0001 garbage";

  @Nested
  class BrokenRecord {

    @ParameterizedTest
    @ValueSource(strings = {"string", "list", "set", "zset"})
    void anotherType_isReplaced(String type) {
      put("1");
      redis().call("DEL", CONTROL);
      switch (type) {
        case "string" -> redis().call("SET", CONTROL, "x");
        case "list" -> redis().call("RPUSH", CONTROL, "x");
        case "set" -> redis().call("SADD", CONTROL, "x");
        default -> redis().call("ZADD", CONTROL, "1", "x");
      }

      assertRepaired();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "epoch",
          "sequence",
          "generation",
          "clear",
          "tags",
          "quarantine",
          "closings",
          "opened",
          "r:users",
          "l:app:L",
          "c:5:app:L1",
          "names",
          "forgotten",
          "floor",
          "cleared",
          "k:5:app:L1",
          "v:5:app:L:v1",
          "vs:app:L",
          "uses",
          "ended",
          "u:1",
          "x:1",
          "i:1",
          "tagcount",
          "t:mine"
        })
    void anyField_endsTheLifeOfTheRecord_atTheLatestWhenItIsNeeded(String field) {
      put("1", "mine");
      begin(token(1_000), 3_600_000);
      redis().call("HSET", CONTROL, field, GARBAGE);

      everyScriptOnce();

      assertThat(record()).doesNotContainValue(GARBAGE);
      assertRepaired();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1e3", "0x10", "nan", "inf", "1.5", "9999999999999999999", ""})
    void sequence_thatIsNoCount_endsTheLifeOfTheRecord(String sequence) {
      put("1");
      redis().call("HSET", CONTROL, "sequence", sequence);

      assertRepaired();
    }

    @Test
    void holders_ofWrongContents_endTheLifeOfTheRecord() {
      put("1");
      begin(token(1_000), 3_600_000);
      redis().call("HSET", CONTROL, "c:5:app:L1", "\u0005"); // the number 5

      assertRepaired();
    }

    @Test
    void invalidation_isTold_andBarsGuardedGroupsForTheQuarantine() {
      put("1");
      quarantine = HOUR;
      redis().call("HSET", CONTROL, "names", GARBAGE);

      assertThat(invalidate("1", ":v1")).containsExactly(1L);

      assertThat(record()).containsEntry("sequence", "1").containsEntry("names", "1");
      assertThat(Long.parseLong(record().get("quarantine"))).isGreaterThan(1_000_000_000_000L);
    }

    @Test
    void bracket_standsInTheNewRecord() {
      put("1");
      redis().call("HSET", CONTROL, "closings", GARBAGE);

      begin(token(1_000), 3_600_000);

      assertThat(claim("1")).isEqualTo(3L);
    }

    @Test
    void serverThatRefusesForItsOwnReasons_leavesTheRecord() {
      put("1");
      Map<String, String> before = record();
      redis().call("CONFIG", "SET", "maxmemory", "1");
      try {
        assertThatThrownBy(() -> invalidate("1", ":v1")).hasMessageContaining("OOM");
      } finally {
        redis().call("CONFIG", "SET", "maxmemory", "0");
      }

      assertThat(record()).isEqualTo(before);
    }

    private void everyScriptOnce() {
      claim("1");
      claim(":v2", "2");
      fill("2", "S" + moment(), "mine");
      begin(token(1_001), 3_600_000);
      invalidate("1", ":v1", ":v2");
      clearTags("mine");
      run(Script.CLEAR, List.of(), "", 0, 1, "app:L", 0, 1, "users", 0, "what");
      run(Script.WITHDRAW, List.of(), token(1_000), 1, "app:L", "1", 0);
    }

    /** Nothing of before counts, and everything works again. */
    private void assertRepaired() {
      assertThat(isHit("1")).isFalse();
      assertThat(claim("new")).isEqualTo(1L);
      assertThat(fill("new", "L" + token(tokens), "mine")).isEqualTo(1L);
      assertThat(isHit("new")).isTrue();
      assertThat(invalidate("new", ":v1", ":v2")).containsExactly(1L);
      assertThat(isHit("new")).isFalse();
      assertThat(record().get("epoch")).matches("\\d{13,14}-\\w+");
    }
  }
}
