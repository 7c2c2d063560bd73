package dev.twofold.servlet.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a value is written as text.
 *
 * @param allowed what a person may write
 * @param parser reads a text; empty if it is written in another way
 * @param <T> type of the value
 */
record ValueFormat<T>(String allowed, Function<String, Optional<T>> parser) {

  static final ValueFormat<String> TEXT = new ValueFormat<>("a text", Optional::of);

  static final ValueFormat<Boolean> SWITCH =
      new ValueFormat<>(
          "one of on, off",
          text ->
              text.equals("on") || text.equals("off")
                  ? Optional.of(text.equals("on"))
                  : Optional.empty());

  static final ValueFormat<Integer> COUNT =
      new ValueFormat<>("a whole number such as 1000 or 100_000", ValueFormat::count);

  static final ValueFormat<Double> SHARE =
      new ValueFormat<>("a decimal number such as 0.1", ValueFormat::share);

  static final ValueFormat<Duration> DURATION =
      new ValueFormat<>(
          "a whole number with its unit (ms, s, m, h or d) such as 200ms or 10m, or ISO-8601 such"
              + " as PT1M30S",
          ValueFormat::duration);

  static final ValueFormat<Integer> SIZE =
      new ValueFormat<>(
          "a whole number of bytes such as 512, or one with its unit (KiB or MiB) such as 64KiB,"
              + " below 2048MiB",
          ValueFormat::size);

  static final ValueFormat<Long> CAPACITY =
      new ValueFormat<>(
          "a whole number of bytes such as 1048576, or one with its unit (KiB, MiB or GiB) such as"
              + " 256MiB",
          ValueFormat::bytes);

  /** One of the constants of an enum, in lower case. */
  static <E extends Enum<E>> ValueFormat<E> oneOf(Class<E> type) {
    Map<String, E> constants = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      constants.put(constant.name().toLowerCase(Locale.ROOT), constant);
    }
    return new ValueFormat<>(
        "one of " + String.join(", ", constants.keySet()),
        text -> Optional.ofNullable(constants.get(text)));
  }

  private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9_]{0,12}");
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,10}(\\.[0-9]{1,10})?");
  private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,15})(ms|s|m|h|d)");
  private static final Pattern BYTES = Pattern.compile("([0-9]{1,10})(|KiB|MiB|GiB)");

  Optional<T> parse(String text) {
    return parser.apply(text);
  }

  private static Optional<Integer> count(String text) {
    return WHOLE.matcher(text).matches()
        ? inRange(Long.parseLong(text.replace("_", "")))
        : Optional.empty();
  }

  private static Optional<Double> share(String text) {
    return DECIMAL.matcher(text).matches() ? Optional.of(Double.valueOf(text)) : Optional.empty();
  }

  /** GiB is left out: none fits. */
  private static Optional<Integer> size(String text) {
    return text.endsWith("GiB") ? Optional.empty() : bytes(text).flatMap(ValueFormat::inRange);
  }

  private static Optional<Long> bytes(String text) {
    Matcher bytes = BYTES.matcher(text);
    if (!bytes.matches()) {
      return Optional.empty();
    }
    long unit =
        switch (bytes.group(2)) {
          case "KiB" -> 1L << 10;
          case "MiB" -> 1L << 20;
          case "GiB" -> 1L << 30;
          default -> 1L;
        };
    long number = Long.parseLong(bytes.group(1));
    return number <= Long.MAX_VALUE / unit ? Optional.of(number * unit) : Optional.empty();
  }

  private static Optional<Integer> inRange(long number) {
    return number <= Integer.MAX_VALUE ? Optional.of((int) number) : Optional.empty();
  }

  private static Optional<Duration> duration(String text) {
    try {
      // The settings count in milliseconds; a duration beyond the range of those is refused here.
      return Optional.of(Duration.ofMillis(amountOrIso(text).toMillis()));
    } catch (DateTimeException | ArithmeticException notADuration) {
      return Optional.empty();
    }
  }

  private static Duration amountOrIso(String text) {
    Matcher amount = AMOUNT.matcher(text);
    if (!amount.matches()) {
      return Duration.parse(text);
    }
    long number = Long.parseLong(amount.group(1));
    return switch (amount.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
