package dev.twofold.internal.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.invalidation.StaleLoader;
import dev.twofold.region.Consistency;
import dev.twofold.region.Region;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowFormatTest {

  private static final Region USERS = new Region("users", Consistency.AVAILABLE, Duration.ZERO);
  private static final Region MONEY = new Region("money", Consistency.STRICT, Duration.ofDays(1));

  private static final Invalidation ALL =
      new Invalidation(
          Set.of(
              new StaleKey("app:Users", "1", USERS),
              new StaleKey("app:Users", "Zoë \uD83D\uDE80", USERS),
              new StaleKey("app:Accounts", "", MONEY)),
          Set.of(new StaleLoader("app:Accounts", MONEY)),
          Set.of("users"),
          Set.of("front", "news"));

  private static Invalidation copy(Invalidation stale) {
    return RowDecoder.read(RowWriter.write(stale));
  }

  @Test
  void everything_isReadAsItWasWritten() {
    assertThat(copy(ALL)).isEqualTo(ALL);
    assertThat(copy(Invalidation.NOTHING)).isEqualTo(Invalidation.NOTHING);
  }

  @Test
  void manyKeys_areReadAsTheyWereWritten() {
    Invalidation many =
        Invalidation.ofKeys(
            IntStream.range(0, 1_000)
                .mapToObj(id -> new StaleKey("app:Users", "x".repeat(id % 200) + id, USERS))
                .collect(Collectors.toSet()));

    assertThat(copy(many)).isEqualTo(many);
  }

  /** Rows outlive the version that has written them. */
  @Test
  void formatOne_isThis() {
    byte[] content =
        RowWriter.write(Invalidation.ofKeys(Set.of(new StaleKey("app:Users", "17", USERS))));

    assertThat(HexFormat.of().formatHex(content))
        .isEqualTo(
            "01"
                + "057573657273"
                + "0000"
                + "01"
                + "096170703a5573657273"
                + "00"
                + "01"
                + "023137"
                + "000000");
    assertThat(RowWriter.FORMAT).isEqualTo(1);
  }

  @Test
  void anyBeginningOfARow_isRefused() {
    byte[] content = RowWriter.write(ALL);
    for (int length = 0; length < content.length; length++) {
      byte[] beginning = Arrays.copyOf(content, length);
      assertThatIllegalArgumentException().isThrownBy(() -> RowDecoder.read(beginning));
    }
  }

  @Test
  void moreThanARow_isRefused() {
    byte[] content = RowWriter.write(Invalidation.NOTHING);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RowDecoder.read(Arrays.copyOf(content, content.length + 1)))
        .withMessage("has more than was expected at byte 5 of 6");
  }

  @Test
  void garbage_isRefused() {
    for (String garbage : new String[] {"7f00", "ffffffffffffffffffff", "0001", "000001016100"}) {
      assertThatIllegalArgumentException()
          .as(garbage)
          .isThrownBy(() -> RowDecoder.read(HexFormat.of().parseHex(garbage)));
    }
  }

  @Test
  void textThatIsNotUtf8_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RowDecoder.read(HexFormat.of().parseHex("0000000101ff00")))
        .withMessage("has a text that is not UTF-8 at byte 5 of 7");
  }
}
