package dev.twofold;

import static dev.twofold.testing.Nulls.nothing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.twofold.testing.Nulls;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StashTest {

  private final Twofold twofold = Twofold.builder().build();
  private final LoadScope scope = twofold.open();

  @AfterEach
  void close() {
    scope.close();
    twofold.close();
  }

  @Test
  void stash_isMadeOncePerRequestAndType() {
    AtomicInteger made = new AtomicInteger();
    StringBuilder first = scope.stash(StringBuilder.class, () -> make(made));

    assertThat(scope.stash(StringBuilder.class, () -> make(made))).isSameAs(first);
    assertThat(scope.stash(Integer.class, () -> 7)).isEqualTo(7);
    assertThat(made).hasValue(1);
    try (LoadScope other = twofold.open()) {
      assertThat(other.stash(StringBuilder.class, () -> make(made))).isNotSameAs(first);
    }
  }

  private static StringBuilder make(AtomicInteger made) {
    made.incrementAndGet();
    return new StringBuilder();
  }

  @Test
  void stash_thatThrew_isMadeAgain() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                scope.stash(
                    String.class,
                    () -> {
                      throw new IllegalStateException("not yet");
                    }));

    assertThat(scope.stash(String.class, () -> "made")).isEqualTo("made");
  }

  @Test
  void stash_mayAskForAnotherWhileItIsMade() {
    assertThat(scope.stash(String.class, () -> "of " + scope.stash(Integer.class, () -> 7)))
        .isEqualTo("of 7");
  }

  @Test
  void stash_null_isRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> scope.stash(String.class, () -> nothing()))
        .withMessage("the stash was given null");
    assertThatNullPointerException()
        .isThrownBy(() -> scope.stash(Nulls.<Class<String>>nothing(), () -> ""))
        .withMessage("type");
    assertThatNullPointerException()
        .isThrownBy(() -> scope.stash(String.class, nothing()))
        .withMessage("create");
  }
}
