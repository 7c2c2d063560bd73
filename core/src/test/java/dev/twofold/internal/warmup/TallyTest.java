package dev.twofold.internal.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TallyTest {

  @Test
  void text_isReadAsItWasWritten_whateverThePosition() {
    Tally tally = new Tally(1, 22, 3, 4, "a,b,7/9");

    assertThat(Tally.parse(tally.toText())).isEqualTo(tally);
    assertThat(tally.done()).isEqualTo(30);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "1,2,3,4", "1,2,3,x,9", "99999999999999999999,2,3,4,9"})
  void text_ofSomethingElse_isTheBeginning(String text) {
    assertThat(Tally.parse(text)).isEqualTo(Tally.NONE);
  }

  @Test
  void text_atTheBeginning_isEmpty() {
    assertThat(Tally.NONE.toText()).isEmpty();
  }
}
