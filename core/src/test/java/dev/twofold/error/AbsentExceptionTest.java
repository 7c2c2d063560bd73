package dev.twofold.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AbsentExceptionTest {

  @Test
  void message_ofManyKeys_isCutAndKeysAreNot() {
    AbsentException absent =
        new AbsentException("Users", IntStream.rangeClosed(1, 25).boxed().toList());

    assertThat(absent)
        .hasMessage(
            "Users has no values for 25 keys: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,"
                + " 16, 17, 18, 19, 20, ...");
    assertThat(absent.keys()).hasSize(25);
    assertThat(absent.loader()).isEqualTo("Users");
  }

  @Test
  void keyFromAClient_neitherFillsNorForgesALog() {
    String key = "ada\nERROR forged" + "x".repeat(100_000);
    AbsentException absent = new AbsentException("Users", List.of(key));

    assertThat(absent)
        .hasMessage("Users has no value for key ada?ERROR forged%s...", "x".repeat(80 - 16));
    assertThat(absent.keys()).isEqualTo(List.of(key));
  }
}
