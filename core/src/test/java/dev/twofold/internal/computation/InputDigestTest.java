package dev.twofold.internal.computation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class InputDigestTest {

  private static String of(Consumer<InputDigest> parts) {
    InputDigest digest = new InputDigest();
    parts.accept(digest);
    return digest.toText();
  }

  @Test
  void toText_ofEqualParts_isTheSame() {
    assertThat(of(digest -> digest.add("ab")))
        .isEqualTo(of(digest -> digest.add("ab")))
        .hasSize(64);
  }

  @Test
  void toText_ofPartsThatJoinToTheSame_differs() {
    String whole = of(digest -> digest.add("ab"));
    String split =
        of(
            digest -> {
              digest.add("a");
              digest.add("b");
            });
    String splitElsewhere =
        of(
            digest -> {
              digest.add("");
              digest.add("ab");
            });

    assertThat(whole).isNotEqualTo(split).isNotEqualTo(splitElsewhere);
    assertThat(split).isNotEqualTo(splitElsewhere);
  }

  @Test
  void toText_ofAbsence_isThatOfNoPart() {
    assertThat(of(InputDigest::addAbsence))
        .isNotEqualTo(of(digest -> digest.add("")))
        .isNotEqualTo(of(digest -> digest.add(new byte[] {-1, -1, -1, -1})))
        .isNotEqualTo(of(digest -> {}));
  }
}
