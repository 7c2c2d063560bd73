package dev.twofold.demo.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {

  @Test
  void preferredBy_noHeader_html() {
    assertThat(Format.preferredBy(List.of())).isEqualTo(Format.HTML);
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, JSON",
    "APPLICATION/JSON, JSON",
    "application/*, JSON",
    "text/html, HTML",
    "*/*, HTML",
    "'', HTML",
    "image/png, HTML",
    "'text/html,application/json', HTML",
    "'text/html;q=0.5, application/json', JSON",
    "'application/json;q=0.5, */*', HTML",
    "'*/*;q=0.1, application/json;q=0.2', JSON",
    "'application/json;q=0', HTML",
    "'text/html;q=0, */*', JSON",
    "'application/json;q=x, text/html;q=0.1', HTML",
    "'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', HTML"
  })
  void preferredBy_header_theBetterLiked(String accept, Format expected) {
    assertThat(Format.preferredBy(List.of(accept))).isEqualTo(expected);
  }

  @Test
  void preferredBy_severalHeaders_readAsOne() {
    assertThat(Format.preferredBy(List.of("image/png", "application/json"))).isEqualTo(Format.JSON);
  }
}
