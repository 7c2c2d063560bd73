package dev.twofold.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FingerprintTest {

  @Test
  void of_isTheStartOfTheDigest() {
    assertThat(Fingerprint.of("abc")).isEqualTo(new Fingerprint(0xba7816bf8f01cfeaL));
  }

  @Test
  void toString_hasThirteenCharactersInOrderOfNumbers() {
    assertThat(new Fingerprint(0)).hasToString("0000000000000");
    assertThat(new Fingerprint(33)).hasToString("0000000000011");
    assertThat(new Fingerprint(-1)).hasToString("fvvvvvvvvvvvv");
  }
}
