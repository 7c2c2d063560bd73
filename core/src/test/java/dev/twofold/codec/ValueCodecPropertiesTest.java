package dev.twofold.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.error.UndecodableException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.arbitraries.StringArbitrary;
import org.jspecify.annotations.Nullable;

/** What holds for all values and for all bytes. */
@Tag("generated")
class ValueCodecPropertiesTest {

  record Row(
      long id,
      int count,
      @Nullable String text,
      @Nullable BigDecimal amount,
      @Nullable Instant at,
      double ratio,
      @Nullable List<@Nullable Long> ids,
      @Nullable Map<String, Character> map,
      @Nullable Row parent) {}

  private static final ValueCodec<Row> CODEC = ValueCodec.of(Row.class);

  @Property
  void decode_ofEncoded_isEqual(@ForAll("rows") Row row) {
    assertThat(CODEC.decode(CODEC.encode(row))).isEqualTo(row);
  }

  @Property
  void decode_ofAnyBytes_isSomeValueOrRefused(@ForAll byte[] bytes) {
    decodeOrRefuse(bytes);
  }

  @Property
  void decode_ofAlteredRow_isSomeValueOrRefused(
      @ForAll("rows") Row row, @ForAll int place, @ForAll byte other) {
    byte[] bytes = CODEC.encode(row);
    bytes[Math.floorMod(place, bytes.length)] = other;

    decodeOrRefuse(bytes);
  }

  /** What decodes at all encodes again. */
  private static void decodeOrRefuse(byte[] bytes) {
    Row row;
    try {
      row = CODEC.decode(bytes);
    } catch (UndecodableException refused) {
      return;
    }
    assertThat(CODEC.decode(CODEC.encode(row))).isEqualTo(row);
  }

  @Provide
  Arbitrary<Row> rows() {
    return row(row(Arbitraries.just(null)).injectNull(0.5).withoutEdgeCases());
  }

  private static Arbitrary<Row> row(Arbitrary<Row> parents) {
    StringArbitrary texts = Arbitraries.strings().ofMaxLength(40);
    return Combinators.combine(
            Combinators.combine(Arbitraries.longs(), Arbitraries.integers()).as(Numbers::new),
            texts.injectNull(0.1),
            Arbitraries.bigDecimals().ofScale(5).injectNull(0.1),
            Arbitraries.longs()
                .between(-1L << 40, 1L << 40)
                .map(Instant::ofEpochMilli)
                .injectNull(0.1),
            Arbitraries.doubles(),
            Arbitraries.longs().injectNull(0.1).list().ofMaxSize(5).injectNull(0.1),
            Arbitraries.maps(texts, Arbitraries.chars()).ofMaxSize(5).injectNull(0.1),
            parents)
        .as(
            (numbers, text, amount, at, ratio, ids, map, parent) ->
                new Row(numbers.id(), numbers.count(), text, amount, at, ratio, ids, map, parent));
  }

  private record Numbers(long id, int count) {}
}
