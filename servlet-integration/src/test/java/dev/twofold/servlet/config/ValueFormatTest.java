package dev.twofold.servlet.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueFormatTest {

  @Nested
  class Durations {

    @ParameterizedTest
    @CsvSource({
      "200ms,PT0.2S",
      "30s,PT30S",
      "10m,PT10M",
      "2h,PT2H",
      "1d,PT24H",
      "0s,PT0S",
      "PT1M30S,PT1M30S",
      "P2D,PT48H"
    })
    void parse_amountOrIso_isTheDuration(String text, Duration expected) {
      assertThat(ValueFormat.DURATION.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "10",
          "10 m",
          "ms",
          "1.5s",
          "-1s",
          "10min",
          "10M",
          "1y",
          "999999999999999d",
          "P106751991168D"
        })
    void parse_otherText_isRefused(String text) {
      assertThat(ValueFormat.DURATION.parse(text)).isEmpty();
    }
  }

  @Nested
  class Sizes {

    @ParameterizedTest
    @CsvSource({"0,0", "512,512", "64KiB,65536", "1MiB,1048576", "2047MiB,2146435072"})
    void parse_bytesOrUnit_isTheNumberOfBytes(String text, int expected) {
      assertThat(ValueFormat.SIZE.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1KB", "1MB", "1 MiB", "1mib", "-1", "2048MiB", "1GiB", "1.5MiB"})
    void parse_otherText_isRefused(String text) {
      assertThat(ValueFormat.SIZE.parse(text)).isEmpty();
    }
  }

  @Nested
  class Capacities {

    @ParameterizedTest
    @CsvSource({
      "0,0",
      "1048576,1048576",
      "64KiB,65536",
      "256MiB,268435456",
      "3GiB,3221225472",
      "8589934591GiB,9223372035781033984"
    })
    void parse_bytesOrUnit_isTheNumberOfBytes(String text, long expected) {
      assertThat(ValueFormat.CAPACITY.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1GB", "1 GiB", "1gib", "-1", "1.5GiB", "1TiB", "8589934592GiB"})
    void parse_otherText_isRefused(String text) {
      assertThat(ValueFormat.CAPACITY.parse(text)).isEmpty();
    }
  }

  @Nested
  class Numbers {

    @ParameterizedTest
    @CsvSource({"0,0", "1000,1000", "100_000,100000", "2147483647,2147483647"})
    void parse_wholeNumber_isTheNumber(String text, int expected) {
      assertThat(ValueFormat.COUNT.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "-1", "1.0", "010", "0x10", "2147483648", "true"})
    void parse_otherText_isNoWholeNumber(String text) {
      assertThat(ValueFormat.COUNT.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0.1,0.1", "1,1"})
    void parse_decimal_isTheNumber(String text, double expected) {
      assertThat(ValueFormat.SHARE.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10%", "NaN", "-0.1", "1e-1", ".1", "0,1"})
    void parse_otherText_isNoDecimal(String text) {
      assertThat(ValueFormat.SHARE.parse(text)).isEmpty();
    }
  }
}
