package dev.twofold.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
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
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records with components of every supported type, and values of them. */
final class Samples {

  private Samples() {}

  enum Status {
    DRAFT,
    LIVE {
      @Override
      boolean visible() {
        return true;
      }
    };

    boolean visible() {
      return false;
    }
  }

  record Numbers(
      boolean flag,
      byte tiny,
      short small,
      char letter,
      int number,
      long big,
      float real,
      double precise,
      @Nullable Integer boxed,
      BigInteger huge,
      BigDecimal price) {}

  record Times(
      Instant instant,
      LocalDate date,
      LocalTime time,
      LocalDateTime dateTime,
      OffsetDateTime offsetDateTime,
      OffsetTime offsetTime,
      ZonedDateTime zonedDateTime,
      ZoneId zone,
      ZoneOffset offset,
      Duration duration,
      Period period,
      Year year,
      YearMonth yearMonth,
      MonthDay monthDay) {}

  record Texts(String text, UUID id, Locale locale, Currency currency, URI uri, Status status) {}

  record Containers(
      List<@Nullable String> list,
      Set<Status> set,
      Map<String, List<Long>> map,
      Collection<? extends Vector> collection,
      Optional<String> optional,
      OptionalInt optionalInt,
      OptionalLong optionalLong,
      OptionalDouble optionalDouble) {}

  record Vector(int x, int y, int z) {}

  sealed interface Shape<T> permits Circle, Square, Unit {}

  record Circle<T>(T radius) implements Shape<T> {}

  record Square<S>(S side, Status status) implements Shape<S> {}

  enum Unit implements Shape<Double> {
    POINT,
    LINE {
      @Override
      public String toString() {
        return "a line";
      }
    }
  }

  record Drawing(List<Shape<Double>> shapes, Pair<Status, Pair<Long, String>> pair) {}

  record Pair<A, B>(@Nullable A first, @Nullable B second) {}

  record Tree(int value, List<Tree> children) {}

  record Link(@Nullable Link next) {}

  record Nothing() {}

  record Everything(
      Numbers numbers,
      Times times,
      Texts texts,
      Containers containers,
      Drawing drawing,
      Tree tree) {}

  static Everything everything() {
    return new Everything(
        new Numbers(
            true,
            (byte) -1,
            Short.MIN_VALUE,
            '\uFFFF',
            Integer.MAX_VALUE,
            Long.MIN_VALUE,
            -0.5f,
            Double.NaN,
            null,
            BigInteger.TWO.pow(100).negate(),
            new BigDecimal("-12.3400")),
        times(),
        new Texts(
            "zoë 😀",
            new UUID(-1, 1),
            Locale.GERMANY,
            Currency.getInstance("EUR"),
            URI.create("https://example.org/a?b#c"),
            Status.LIVE),
        containers(),
        new Drawing(
            List.of(new Square<>(2.5, Status.DRAFT), Unit.LINE, new Circle<>(1.0)),
            new Pair<>(Status.LIVE, new Pair<>(null, "second"))),
        new Tree(1, List.of(new Tree(2, List.of()), new Tree(3, List.of(new Tree(4, List.of()))))));
  }

  private static Times times() {
    LocalDateTime dateTime = LocalDateTime.of(2026, 1, 2, 3, 4, 5, 600_000_000);
    return new Times(
        Instant.ofEpochSecond(-1, 999_999_999),
        LocalDate.MIN,
        LocalTime.MAX,
        dateTime,
        dateTime.atOffset(ZoneOffset.ofHoursMinutes(-3, -30)),
        OffsetTime.of(LocalTime.NOON, ZoneOffset.MAX),
        ZonedDateTime.ofLocal(
            LocalDateTime.of(2025, 10, 26, 2, 30),
            ZoneId.of("Europe/Berlin"),
            ZoneOffset.ofHours(1)),
        ZoneId.of("UTC+01:00"),
        ZoneOffset.MIN,
        Duration.ofSeconds(Long.MIN_VALUE, 1),
        Period.of(-1, 2, -3),
        Year.of(Year.MIN_VALUE),
        YearMonth.of(2026, 12),
        MonthDay.of(2, 29));
  }

  private static Containers containers() {
    List<@Nullable String> list = new ArrayList<>(List.of("a", "b"));
    list.add(1, null);
    Map<String, List<Long>> map = new LinkedHashMap<>();
    map.put("z", List.of(1L, 2L));
    map.put("a", List.of());
    return new Containers(
        list,
        Set.of(Status.LIVE),
        map,
        List.of(new Vector(1, 2, 3)),
        Optional.of("present"),
        OptionalInt.empty(),
        OptionalLong.of(-1),
        OptionalDouble.of(0.1));
  }
}
