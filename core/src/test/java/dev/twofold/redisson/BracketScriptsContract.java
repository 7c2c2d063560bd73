package dev.twofold.redisson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What scripts do that keep entries closed. */
abstract class BracketScriptsContract extends InvalidationScriptsContract {

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
}
