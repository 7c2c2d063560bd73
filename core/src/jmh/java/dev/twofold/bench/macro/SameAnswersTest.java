package dev.twofold.bench.macro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SameAnswersTest {

  private final SameAnswers answers = new SameAnswers();

  @Test
  void compare_anotherAnswer_isRefused() {
    answers.compare("pages", List.of("{\"id\":1}", "{\"id\":2}"));

    assertThatThrownBy(() -> answers.compare("pages", List.of("{\"id\":1}", "{\"id\":33}")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "pages: answer 2 of 2 has 9 characters and differs from that of the first contender,"
                + " which has 8");
  }

  @Test
  void compare_otherWorkload_isComparedWithItsOwn() {
    answers.compare("pages", List.of("a"));

    assertThatCode(() -> answers.compare("others", List.of("b"))).doesNotThrowAnyException();
  }

  @Test
  void comparable_html_isItsMiddleWithoutModes() {
    assertThat(
            SameAnswers.comparable(
                "<header>naive</header><main><a href=\"/?page=2&amp;mode=naive\"></main>7 ms"))
        .isEqualTo("<main><a href=\"/?page=2\">");
  }

  @Test
  void comparable_json_isAllOfIt() {
    assertThat(SameAnswers.comparable("{\"id\":1}")).isEqualTo("{\"id\":1}");
  }
}
