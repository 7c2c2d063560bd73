package dev.twofold.hibernate.impact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedColumnsTest {

  @ParameterizedTest
  @CsvSource({
    "points, true",
    "POINTS, true",
    "\"points\", true",
    "point, false",
    "s, false",
    "größe, true",
    "a$b_c#1, true",
    "a, false",
    "upper(points), false",
    "lower(points), true",
    "total, false"
  })
  void has_namesOfTheText_whole(String column, boolean named) {
    NamedColumns names =
        new NamedColumns("update Tale set POINTS=?, größe = lower(r.a$b_c#1) where \"id\"=?");

    assertThat(names.has(column)).isEqualTo(named);
  }
}
