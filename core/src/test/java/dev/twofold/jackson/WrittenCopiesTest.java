package dev.twofold.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrittenCopiesTest {

  private final WrittenCopies written = new WrittenCopies();

  @Test
  void copyInsideItself_isNotWrittenAgain() {
    Object copy = new Object();

    assertThat(written.begin(copy)).isTrue();
    assertThat(written.begin(copy)).isFalse();
    written.end(copy);
    assertThat(written.begin(copy)).isTrue();
  }

  @Test
  void moreThanADocumentHolds_areNotWritten() {
    Object copy = new Object();
    for (int i = 0; i < 10_000; i++) {
      assertThat(written.begin(copy)).isTrue();
      written.end(copy);
    }

    assertThat(written.begin(copy)).isFalse();
  }
}
