package dev.twofold.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.jspecify.annotations.Nullable;

/** Equal keys and equal texts are the same thing, also as the bytes that a client library sends. */
@Tag("generated")
class KeyFormatPropertiesTest {

  record Key(@Nullable String first, List<@Nullable String> middle, @Nullable String last) {}

  private static final KeyFormat<Key> KEYS = KeyFormat.of(Key.class);

  record Options(Set<String> flags, Map<String, String> sizes) {}

  private static final KeyFormat<Options> OPTIONS = KeyFormat.of(Options.class);

  @Property
  void toText_ofStructuredKeys_isInjective(@ForAll("keys") Tuple2<Key, Key> pair) {
    assertInjective(KEYS, pair.get1(), pair.get2());
  }

  @Property
  void toText_ofAnyStrings_isInjective(@ForAll String one, @ForAll String other) {
    assertInjective(KeyFormat.of(String.class), one, other);
  }

  @Property
  void toText_ofDecimals_isInjective(
      @ForAll("decimals") BigDecimal one, @ForAll("decimals") BigDecimal other) {
    assertInjective(KeyFormat.of(BigDecimal.class), one, other);
  }

  @Property
  void toText_ofDurations_isInjective(
      @ForAll("durations") Duration one, @ForAll("durations") Duration other) {
    assertInjective(KeyFormat.of(Duration.class), one, other);
  }

  @Property
  void toText_ofInstants_isInjective(@ForAll Instant one, @ForAll Instant other) {
    assertInjective(KeyFormat.of(Instant.class), one, other);
  }

  @Property
  void toText_ofDateTimes_isInjective(@ForAll LocalDateTime one, @ForAll LocalDateTime other) {
    assertInjective(KeyFormat.of(LocalDateTime.class), one, other);
  }

  @Property
  void toText_neverGrowsBeyondItsBound(@ForAll String text) {
    assertThat(KeyFormat.of(String.class).toText(text)).hasSizeLessThanOrEqualTo(200);
  }

  @Property
  void toText_ofSetsAndMaps_isInjective(@ForAll("options") Tuple2<Options, Options> pair) {
    assertInjective(OPTIONS, pair.get1(), pair.get2());
  }

  @Property
  void toText_ofFloatingNumbers_isInjective(
      @ForAll("numbers") Double one, @ForAll("numbers") Double other) {
    assertInjective(KeyFormat.of(Double.class), one, other);
  }

  private static <K> void assertInjective(KeyFormat<K> format, K one, K other) {
    byte[] oneSent = format.toText(one).getBytes(StandardCharsets.UTF_8);
    byte[] otherSent = format.toText(other).getBytes(StandardCharsets.UTF_8);
    if (one.equals(other)) {
      assertThat(oneSent).isEqualTo(otherSent);
    } else {
      assertThat(oneSent).isNotEqualTo(otherSent);
    }
  }

  /** Pairs from few, nasty strings, so that equal and nearly equal keys are frequent. */
  @Provide
  Arbitrary<Tuple2<Key, Key>> keys() {
    Arbitrary<String> nasty =
        Arbitraries.strings()
            .withChars("a,()[]~%#\"\n?")
            .withChars('\uD83D', '\uDE00')
            .ofMaxLength(3)
            .injectNull(0.2);
    Arbitrary<Key> key = Combinators.combine(nasty, nasty.list().ofMaxSize(3), nasty).as(Key::new);
    return Combinators.combine(key, key).as(Tuple::of).withoutEdgeCases();
  }

  @Provide
  Arbitrary<Tuple2<Options, Options>> options() {
    Arbitrary<String> nasty = Arbitraries.strings().withChars("a,()[]~%").ofMaxLength(2);
    Arbitrary<Options> options =
        Combinators.combine(nasty.set().ofMaxSize(3), Arbitraries.maps(nasty, nasty).ofMaxSize(2))
            .as(Options::new);
    return Combinators.combine(options, options).as(Tuple::of).withoutEdgeCases();
  }

  @Provide
  Arbitrary<Double> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.of(0.0, -0.0, Double.NaN, Double.MIN_VALUE, Double.POSITIVE_INFINITY),
        Arbitraries.integers().between(-9, 9).map(tenths -> tenths / 10.0));
  }

  @Provide
  Arbitrary<BigDecimal> decimals() {
    return Combinators.combine(
            Arbitraries.integers().between(-20, 20), Arbitraries.integers().between(-4, 9))
        .as((unscaled, scale) -> new BigDecimal(BigInteger.valueOf(unscaled), scale));
  }

  @Provide
  Arbitrary<Duration> durations() {
    return Combinators.combine(
            Arbitraries.longs().between(-4000, 4000),
            Arbitraries.longs().between(-2, 2_000_000_000))
        .as(Duration::ofSeconds);
  }
}
