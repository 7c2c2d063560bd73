package dev.twofold.key;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The types whose values are one piece of text. */
final class SimpleKeyTexts {

  /**
   * Types whose {@code toString} differs where {@code equals} does, is the same on every Java
   * release, and has no character that needs an escape.
   */
  private static final Set<Class<?>> PLAIN =
      Set.of(
          boolean.class,
          Boolean.class,
          byte.class,
          Byte.class,
          short.class,
          Short.class,
          int.class,
          Integer.class,
          long.class,
          Long.class,
          UUID.class,
          BigInteger.class,
          BigDecimal.class,
          Instant.class,
          LocalDate.class,
          LocalTime.class,
          LocalDateTime.class,
          OffsetDateTime.class,
          OffsetTime.class,
          Duration.class,
          Period.class,
          Year.class,
          YearMonth.class,
          MonthDay.class,
          ZoneOffset.class);

  private SimpleKeyTexts() {}

  /** How values of this class are written, or null if they are not one piece of text. */
  static @Nullable KeyText<?> find(Class<?> type) {
    if (PLAIN.contains(type)) {
      return new Plain();
    }
    if (type == String.class
        || type == char.class
        || type == Character.class
        || type == ZonedDateTime.class) {
      return new Escaped<>(Object::toString);
    }
    if (type == double.class || type == Double.class) {
      return new Escaped<Double>(Double::toHexString);
    }
    if (type == float.class || type == Float.class) {
      return new Escaped<Float>(Float::toHexString);
    }
    if (type.isEnum()) {
      return new Escaped<Enum<?>>(Enum::name);
    }
    return type == Locale.class ? new Escaped<>(SimpleKeyTexts::languageTag) : null;
  }

  /** Only well-formed locales have a tag of their own. */
  private static String languageTag(Locale locale) {
    String tag = locale.toLanguageTag();
    if (!Locale.forLanguageTag(tag).equals(locale)) {
      throw new IllegalArgumentException(
          "a locale in a key must be well-formed (BCP 47), but this one has no language tag of its"
              + " own");
    }
    return tag;
  }

  private static final class Plain implements KeyText<Object> {
    @Override
    public void append(Object value, StringBuilder text) {
      text.append(value);
    }

    @Override
    public String textOf(Object value) {
      return value.toString();
    }
  }

  private static final class Escaped<T> implements KeyText<T> {
    private final Function<T, String> raw;

    Escaped(Function<T, String> raw) {
      this.raw = raw;
    }

    @Override
    public void append(T value, StringBuilder text) {
      text.append(textOf(value));
    }

    @Override
    public String textOf(T value) {
      return KeyEscape.escape(raw.apply(value));
    }
  }
}
