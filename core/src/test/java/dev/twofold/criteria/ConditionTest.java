package dev.twofold.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.twofold.criteria.Condition.OneOf;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConditionTest {

  private enum Mood {
    GOOD
  }

  private static final class Nameless {}

  @Test
  void constantWithText_isTaken() {
    assertThat(Condition.in("any", "text", 7L, Mood.GOOD, Instant.EPOCH, new UUID(1, 2)))
        .isInstanceOf(OneOf.class);
  }

  @Test
  void constantWithoutText_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Condition.eq("any", new Nameless()))
        .withMessage(
            "a condition on 'any' compares with a Nameless, which has no text of its own; override"
                + " toString, or compare another attribute");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Condition.in("any", "text", new byte[] {1}))
        .withMessageStartingWith("a condition on 'any' compares with a byte[]");
  }

  @Test
  void noConstantAtAll_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Condition.in("any"))
        .withMessage("a condition on 'any' allows no value at all");
    assertThatExceptionOfType(NullPointerException.class)
        .isThrownBy(() -> Condition.in("any", (Object) null));
  }
}
