package dev.twofold.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.ConfigurationException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyFormatTest {

  private record Page(int number, @Nullable String tag) {}

  private record Range<T>(T from, T to) {}

  private record Holder(Range<Page> range, List<Long> ids) {}

  private record Tags(List<String> names) {}

  private record Options(Map<String, Integer> sizes, Set<@Nullable String> flags) {}

  private record Chain(long id, @Nullable Chain next) {}

  @SuppressWarnings("ArrayRecordComponent") // refused, which is the point
  private record Photo(long id, byte[] content) {}

  private record Named(Map<String, Photo> photos) {}

  private static String text(Object key) {
    return KeyFormat.of(key.getClass()).toText(key);
  }

  @Nested
  class Simple {

    static List<Arguments> keys() {
      return List.of(
          Arguments.of(7L, "7"),
          Arguments.of(-7, "-7"),
          Arguments.of((short) 7, "7"),
          Arguments.of((byte) 7, "7"),
          Arguments.of('x', "x"),
          Arguments.of(true, "true"),
          Arguments.of(0.1, "0x1.999999999999ap-4"),
          Arguments.of(-0.0, "-0x0.0p0"),
          Arguments.of(Double.NaN, "NaN"),
          Arguments.of(0.5f, "0x1.0p-1"),
          Arguments.of("ada", "ada"),
          Arguments.of("", "\"\""),
          Arguments.of("zoë 😀", "zoë 😀"),
          Arguments.of(new UUID(1, 2), "00000000-0000-0001-0000-000000000002"),
          Arguments.of(BigInteger.TEN, "10"),
          Arguments.of(new BigDecimal("1.00"), "1.00"),
          Arguments.of(DayOfWeek.MONDAY, "MONDAY"),
          Arguments.of(Locale.GERMANY, "de-DE"),
          Arguments.of(LocalDate.of(2026, 1, 2), "2026-01-02"),
          Arguments.of(LocalTime.of(3, 4), "03:04"),
          Arguments.of(LocalDateTime.of(2026, 1, 2, 3, 4), "2026-01-02T03:04"),
          Arguments.of(Instant.EPOCH, "1970-01-01T00:00:00Z"),
          Arguments.of(
              OffsetDateTime.of(2026, 1, 2, 3, 4, 0, 0, ZoneOffset.ofHours(1)),
              "2026-01-02T03:04+01:00"),
          Arguments.of(OffsetTime.of(3, 4, 0, 0, ZoneOffset.UTC), "03:04Z"),
          Arguments.of(
              ZonedDateTime.parse("2026-01-02T03:04+01:00[Europe/Berlin]"),
              "2026-01-02T03:04+01:00%5BEurope/Berlin%5D"),
          Arguments.of(Year.of(2026), "2026"),
          Arguments.of(YearMonth.of(2026, 1), "2026-01"),
          Arguments.of(MonthDay.of(1, 2), "--01-02"),
          Arguments.of(Period.ofDays(3), "P3D"),
          Arguments.of(Duration.ofSeconds(3), "PT3S"));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void toText_readsAsItself(Object key, String expected) {
      assertThat(text(key)).isEqualTo(expected);
    }

    @Test
    void toText_ofConstantWithBody_isItsName() {
      assertThat(KeyFormat.of(Operator.class).toText(Operator.PLUS)).isEqualTo("PLUS");
    }

    @Test
    void toText_ofDecimals_followsEquals() {
      assertThat(text(new BigDecimal("1.0"))).isNotEqualTo(text(new BigDecimal("1.00")));
    }

    @Test
    void toText_null_names() {
      assertThatThrownBy(() -> KeyFormat.of(Long.class).toText(null))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("key");
    }

    @Test
    void toText_localeWithoutTag_isRefused() {
      Locale oddity = new Locale("not a language");

      assertThatThrownBy(() -> text(oddity))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("well-formed");
    }
  }

  private enum Operator {
    PLUS {
      @Override
      public String toString() {
        return "+";
      }
    }
  }

  @Nested
  class Compound {

    @Test
    void toText_ofRecord_readsAsComponents() {
      assertThat(text(new Page(7, "ada"))).isEqualTo("(7,ada)");
    }

    @Test
    void toText_ofNullAndItsLookalikes_differ() {
      assertThat(text(new Page(7, null))).isEqualTo("(7,~)");
      assertThat(text(new Page(7, "~"))).isEqualTo("(7,%7E)");
      assertThat(text(new Page(7, "null"))).isEqualTo("(7,null)");
      assertThat(text(new Page(7, ""))).isEqualTo("(7,\"\")");
    }

    @Test
    void toText_ofNestedGenericRecord_resolvesItsArguments() {
      Holder key = new Holder(new Range<>(new Page(1, "a"), new Page(2, null)), List.of(3L, 4L));

      assertThat(text(key)).isEqualTo("(((1,a),(2,~)),[3,4])");
    }

    @Test
    void toText_ofList_keepsOrderAndNulls() {
      Type listOfStrings = Tags.class.getRecordComponents()[0].getGenericType();
      KeyFormat<List<String>> format = KeyFormat.of(listOfStrings);

      assertThat(format.toText(List.of())).isEqualTo("[]");
      assertThat(format.toText(List.of(""))).isEqualTo("[\"\"]");
      assertThat(format.toText(Arrays.asList("b", null, "a,c"))).isEqualTo("[b,~,a%2Cc]");
    }
  }

  @Nested
  class WithoutOrder {

    @Test
    void toText_ofSetAndMap_isInTheOrderOfTheTexts() {
      Options key = new Options(Map.of("b", 10, "a", 9, "(c", 1), nullAnd("z", "y,"));

      assertThat(text(key)).isEqualTo("([(%28c,1),(a,9),(b,10)],[y%2C,z,~])");
    }

    @Test
    void toText_ofEqualOnesInAnotherOrder_isTheSame() {
      Map<String, Integer> sizes = new LinkedHashMap<>();
      Map<String, Integer> turned = new LinkedHashMap<>();
      for (int i = 0; i < 20; i++) {
        sizes.put("size " + i, i);
        turned.put("size " + (19 - i), 19 - i);
      }

      assertThat(text(new Options(sizes, nullAnd("a", "b"))))
          .isEqualTo(text(new Options(turned, nullAnd("b", "a"))));
    }

    @Test
    void toText_ofEntriesThatLookAlike_differs() {
      assertThat(text(new Options(Map.of("a", 1, "b", 2), Set.of())))
          .isNotEqualTo(text(new Options(Map.of("a", 2, "b", 1), Set.of())));
      assertThat(text(new Options(Map.of(), Set.of("a,b"))))
          .isNotEqualTo(text(new Options(Map.of(), Set.of("a", "b"))));
      assertThat(text(new Options(Map.of(), Set.of())))
          .isNotEqualTo(text(new Options(Map.of(), Set.of(""))));
    }

    private static Set<@Nullable String> nullAnd(String... others) {
      Set<@Nullable String> set = new LinkedHashSet<>(List.of(others));
      set.add(null);
      return set;
    }
  }

  @Nested
  class Escaping {

    @Test
    void toText_ofCharactersWithMeaning_isEscaped() {
      assertThat(text("100%,(a)[b]{c}~#\"")).isEqualTo("100%25%2C%28a%29%5Bb%5D%7Bc%7D%7E%23%22");
    }

    @Test
    void toText_ofControlCharacters_isEscaped() {
      assertThat(text("a\r\n\0\u0085")).isEqualTo("a%0D%0A%00%85");
    }

    @Test
    void toText_ofHalfSurrogatePairs_staysDistinct() {
      assertThat(text("\uD83D")).isEqualTo("%uD83D");
      assertThat(text("\uDE00")).isEqualTo("%uDE00");
      assertThat(text("\uDE00\uD83D")).isEqualTo("%uDE00%uD83D");
    }
  }

  @Nested
  class Length {

    @Test
    void toText_of200Characters_isWhole() {
      assertThat(text("a".repeat(200))).isEqualTo("a".repeat(200));
    }

    @Test
    void toText_ofMore_isPrefixAndDigest() {
      String key = "a".repeat(201);

      assertThat(text(key))
          .isEqualTo(
              "a".repeat(64)
                  + "#"
                  + "a92efd82109373e58f9a2056dee01e807e216ce6075f7051207c0a9f7d666e50")
          .isNotEqualTo(text(key + "a"));
    }

    @Test
    void toText_ofItsOwnShortForm_isAnotherKey() {
      String cut = text("a".repeat(201));

      assertThat(text(cut)).isNotEqualTo(cut);
    }

    @Test
    void toText_cutInsideSurrogatePair_dropsTheHalf() {
      String key = "a".repeat(63) + "😀".repeat(100);

      assertThat(text(key)).startsWith("a".repeat(63) + "#").hasSize(63 + 1 + 64);
    }
  }

  @Nested
  class Types {

    @Test
    void of_unsupportedComponent_namesPathTypeAndWhatIsAllowed() {
      assertThatThrownBy(() -> KeyFormat.of(Photo.class))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              "Photo.content: a key cannot hold a value of type byte[]. Allowed are Long, Integer,"
                  + " Short, Byte, Character, Boolean, Double, Float, String, UUID, BigInteger,"
                  + " BigDecimal, enums, Locale, java.time values, and records, Lists, Sets and"
                  + " Maps of these");
    }

    @Test
    void of_unsupportedValueOfAMap_namesItsPlace() {
      assertThatThrownBy(() -> KeyFormat.of(Named.class))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith("Named.photos[value].content: a key cannot hold a value of");
    }

    @Test
    void of_setWithoutTypeOfElements_isRefused() {
      assertThatThrownBy(() -> KeyFormat.of(Set.class))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith("Set: a key cannot hold a value of type java.util.Set");
    }

    @Test
    void of_classThatIsNoRecord_isRefused() {
      assertThatThrownBy(() -> KeyFormat.of(StringBuilder.class))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith(
              "StringBuilder: a key cannot hold a value of type java.lang.StringBuilder");
    }

    @Test
    void of_recordThatContainsItself_isRefused() {
      assertThatThrownBy(() -> KeyFormat.of(Chain.class))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith("Chain.next: ")
          .hasMessageEndingWith("which contains itself");
    }

    @Test
    void of_openTypeVariable_isRefused() {
      assertThatThrownBy(() -> KeyFormat.of(Range.class))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              "Range.from has the type variable T, which nothing binds; name the type arguments"
                  + " where the type is used");
    }
  }
}
