package dev.twofold.redisson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What scripts do that take out entries. */
abstract class InvalidationScriptsContract extends ScriptsFixture {

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
  class Searches {

    @Test
    void search_answersTheServerAndTheNamesThatMatch() {
      put("1");
      put("2");
      redis().call("SET", "other:L:v1:1", "x");

      List<@Nullable Object> answer = run(Script.SEARCH, List.of(), "0", "app:L:*", 100);

      assertThat(answer.subList(0, 3)).containsExactly(record().get("run"), 4L, "0");
      assertThat(answer.subList(3, answer.size()))
          .containsExactlyInAnyOrder("app:L:v1:1", "app:L:v1:2");
    }

    @Test
    void revoke_takesLeasesAndVantages_andLeavesEntries() {
      put("1");
      claim("2");
      String lease = token(tokens);
      String moment = moment();

      assertThat(run(Script.REVOKE, List.of(), 1, "app:L", 0, "what")).containsExactly(1L);

      assertThat(fill("2", "L" + lease)).isEqualTo(0L);
      assertThat(fill("3", "S" + moment)).isEqualTo(0L);
      assertThat(isHit("1")).isTrue();
      assertThat(record()).containsEntry("sequence", "1").containsEntry("cleared", "1");
    }

    @Test
    void revoke_ofALoaderThatMayLag_barsIt() {
      run(Script.REVOKE, List.of(), 1, "app:L", HOUR, "what");

      assertThat(claim("1")).isEqualTo(3L);
    }
  }
}
