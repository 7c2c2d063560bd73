package dev.twofold.internal.invalidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.twofold.testing.Nulls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyPatternTest {

  @ParameterizedTest
  @CsvSource({
    "7, 7, true",
    "7, 77, false",
    "7*, 7, true",
    "7*, 712, true",
    "7*, 17, false",
    "*7, 17, true",
    "*7, 171, false",
    "1*7, 17, true",
    "1*7, 1237, true",
    "1*7*9, 17799, true",
    "1*7*9, 1799, true",
    "*1*1*, 121, true",
    "*1*1*, 12, false",
    "a**b, ab, true",
    "?, a, true",
    "?, ü, true",
    "?, 😀, true",
    "?, ab, false",
    "a?c*, abcd, true",
    "a?c*, ac, false",
    "'(7,*)', '(7,ada)', true",
    "a\\*b, a*b, true",
    "a\\*b, axb, false",
    "a\\\\b, a\\b, true",
    "'\\[7\\,*]', '[7,8]', true",
    "a-b^, a-b^, true"
  })
  void matches_asRedisDoes(String pattern, String text, boolean matches) {
    assertThat(KeyPattern.of(pattern).matches(text)).isEqualTo(matches);
  }

  /** It would take years if each star was tried anew for each of the others. */
  @Test
  void matches_manyStars_ends() {
    assertThat(KeyPattern.of("a*".repeat(100) + "b").matches("a".repeat(10_000))).isFalse();
  }

  @Test
  void forTier_escapesWhatRedisWouldReadAsMore() {
    assertThat(KeyPattern.of("a-[]^b".replace("[", "\\[")).forTier()).isEqualTo("a\\-\\[\\]\\^b");
    assertThat(KeyPattern.of("a*b?c").forTier()).isEqualTo("a*b?*c");
    assertThat(KeyPattern.quoted("app*:[L]")).isEqualTo("app\\*:\\[L\\]");
  }

  @Test
  void noPattern_isRefusedWithWhatToWrite() {
    assertRefused("", "'' is no pattern of keys: it has 0 characters; allowed: 1 to 256");
    assertRefused(
        "7".repeat(257),
        "'%s...' is no pattern of keys: it has 257 characters; allowed: 1 to 256"
            .formatted("7".repeat(256)));
    assertRefused(
        "**",
        "'**' is no pattern of keys: it matches every key; clear the loader, which is one trip");
    assertRefused(
        "7\\", "'7\\' is no pattern of keys: a backslash ends it; write two for a backslash");
    assertRefused(
        "[0-9]*",
        "'[0-9]*' is no pattern of keys: classes of characters are not known; write \\[ for a"
            + " bracket, or ? for any one");
    assertThatNullPointerException()
        .isThrownBy(() -> KeyPattern.of(Nulls.nothing()))
        .withMessage("pattern");
  }

  private static void assertRefused(String pattern, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyPattern.of(pattern))
        .withMessage(message);
  }
}
