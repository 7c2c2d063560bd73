package dev.twofold.demo.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PictureGeneratorTest {

  private static final Scale THREE = new Scale(10, 120);

  private static List<byte[]> originals() {
    List<byte[]> originals = new ArrayList<>();
    PictureGenerator.generate(
        THREE,
        (table, values) -> {
          if (table == Table.ORIGINALS) {
            originals.add((byte[]) values[1]);
          }
        });
    return originals;
  }

  @Test
  void generate_twice_sameFilesOfAMegabyte() {
    List<byte[]> once = originals();

    assertThat(once).hasSize(3).doesNotHaveDuplicates();
    assertThat(once).allSatisfy(file -> assertThat(file).hasSizeBetween(1_000_000, 1_048_576));
    assertThat(originals()).usingElementComparator(Arrays::compare).isEqualTo(once);
  }

  @Test
  void generate_defaultScale_aFewDozenWithTitlesOfTheirOwn() {
    assertThat(Scale.DEFAULT.pictures()).isEqualTo(24);
    assertThat(Scale.ofFactor(0.01).pictures()).isEqualTo(5);
    assertThat(new Scale(10, 1).pictures()).isEqualTo(1);
    Set<String> titles = new HashSet<>();
    for (int i = 0; i < Scale.DEFAULT.pictures(); i++) {
      assertThat(titles.add(Phrases.pictureTitle(i))).isTrue();
    }
  }
}
