package dev.twofold.loader;

import static dev.twofold.testing.Nulls.nothing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class UniqueKeyTest {

  private record Row(String name, int number) {}

  private static final class Rows extends RowLoader<Long, Row> {
    Rows() {
      super(Row.class);
    }
  }

  @Test
  void of_knowsWhatItWasGiven() {
    UniqueKey<String, Row> key = UniqueKey.of(Rows.class, String.class, "name");

    assertThat(key.loader()).isEqualTo(Rows.class);
    assertThat(key.type()).isEqualTo(String.class);
    assertThat(key.attributes()).containsExactly("name");
    assertThat(key.normalize("Ada")).isEqualTo("Ada");
    assertThat(UniqueKey.of(Rows.class, Row.class, "name", "number"))
        .hasToString("Rows by name, number");
  }

  @Test
  void normalizing_isAnotherKey() {
    UniqueKey<String, Row> key = UniqueKey.of(Rows.class, String.class, "name");
    UniqueKey<String, Row> lower = key.normalizing(name -> name.toLowerCase(Locale.ROOT));

    assertThat(lower.normalize("Ada")).isEqualTo("ada");
    assertThat(key.normalize("Ada")).isEqualTo("Ada");
  }

  @Test
  void of_withoutAttributes_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UniqueKey.of(Rows.class, String.class))
        .withMessage("a unique key needs at least one attribute");
  }

  @Test
  void normalizing_null_isRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> UniqueKey.of(Rows.class, String.class, "name").normalizing(nothing()))
        .withMessage("normalization");
  }
}
