package dev.twofold.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.twofold.codec.Samples.Nothing;
import dev.twofold.codec.Samples.Shape;
import dev.twofold.codec.Samples.Status;
import dev.twofold.codec.Samples.Tree;
import dev.twofold.error.UndecodableException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes that nobody encoded: each is refused, by the one exception, before it costs anything. */
class HostileBytesTest {

  record Bounded(int percent) {
    Bounded {
      if (percent > 100) {
        throw new IllegalArgumentException("more than 100");
      }
    }
  }

  record Asserting(int number) {
    Asserting {
      if (number > 100) {
        throw new AssertionError("more than 100");
      }
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Holder(
      Set<Long> set, Map<Long, Long> map, Shape<Long> shape, boolean[] flags, long[] numbers) {}

  private static void assertRefused(Type type, String hex, String reason) {
    ValueCodec<Object> codec = ValueCodec.of(type);
    assertThatThrownBy(() -> codec.decode(HexFormat.of().parseHex(hex)))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void decode_ofWrongScalars_saysWhat() {
    assertRefused(Boolean.class, "02", "no Boolean: neither true nor false, at byte 1 of 1");
    assertRefused(Short.class, "808004", "a number outside of -32768 to 32767");
    assertRefused(Character.class, "808004", "an unknown character");
    assertRefused(Integer.class, "8080808010", "a number outside of");
    assertRefused(Long.class, "ffffffffffffffffffff", "a number that does not end");
    assertRefused(Status.class, "02", "an unknown constant where 2 are known");
  }

  @Test
  void decode_ofWrongParts_saysWhat() {
    assertRefused(UUID.class, "00", "the bytes end too early");
    assertRefused(LocalDate.class, "ffffffffffffffffff01", "a part that its type refuses");
    assertRefused(LocalTime.class, "80a30500", "a part that its type refuses");
    assertRefused(String.class, "06c3c3c3", "malformed UTF-8");
    assertRefused(String.class, "06f09f98", "malformed UTF-8");
    assertRefused(String.class, "ffffffffffffffff7f", "more elements than bytes are left");
    assertRefused(Nothing.class, "01", "nulls of more components than there are");
    assertRefused(Tree.class, "0202", "nulls of more components than there are");
    assertRefused(Long.class, "0000", "bytes left over after the value");
  }

  @ParameterizedTest
  @CsvSource({
    "1e04020200, a set with an element twice",
    "1d0402040204, a map with other numbers of keys and values",
    "1d040202040200, a map with a key twice",
    "1b03, an unknown subtype where 3 are known",
    "17ffffff7f, more elements than bytes are left",
    "0fffffff7f, more elements than bytes are left"
  })
  void decode_ofWrongContainers_saysWhat(String hex, String reason) {
    assertRefused(Holder.class, hex, reason);
  }

  @Test
  void decode_whereConstructorRefuses_keepsItsExceptionAsCause() {
    ValueCodec<Bounded> codec = ValueCodec.of(Bounded.class);

    assertThatThrownBy(() -> codec.decode(new byte[] {(byte) 0xFE, 1}))
        .isInstanceOf(UndecodableException.class)
        .hasMessage(
            "no Bounded: a HostileBytesTest$Bounded that its constructor refuses, at byte 2 of 2")
        .hasCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void decode_whereConstructorThrowsError_isUndecodableToo() {
    ValueCodec<Asserting> codec = ValueCodec.of(Asserting.class);

    assertThatThrownBy(() -> codec.decode(new byte[] {(byte) 0xFE, 1}))
        .isInstanceOf(UndecodableException.class)
        .hasCauseInstanceOf(AssertionError.class);
  }

  @Test
  void decode_ofHugeSizesInEveryLevel_allocatesLittle() {
    byte[] nested = nestedSizes(1 << 20);

    assertThat(allocatedBy(ValueCodec.of(Tree.class), nested)).isLessThan(2L << 20);
  }

  @Test
  void decode_ofHugeArray_allocatesMemoryInProportion() {
    byte[] bytes = new byte[1 << 16];
    Arrays.fill(bytes, (byte) 0xFF);

    assertThat(allocatedBy(ValueCodec.of(long[].class), bytes)).isLessThan(16L * bytes.length);
    assertThat(allocatedBy(ValueCodec.of(byte[].class), bytes)).isLessThan(16L * bytes.length);
    assertThat(allocatedBy(ValueCodec.of(String.class), bytes)).isLessThan(16L * bytes.length);
  }

  /** Trees whose only child claims as many children as bytes are left. */
  private static byte[] nestedSizes(int length) {
    ByteSink sink = new ByteSink();
    for (int level = 0; level < ByteSource.DEEPEST; level++) {
      sink.writeByte(0);
      sink.writeSigned(1);
      sink.writeUnsigned(2L * (length - 4096));
    }
    return Arrays.copyOf(sink.toByteArray(), length);
  }

  private static long allocatedBy(ValueCodec<?> codec, byte[] bytes) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    refuse(codec, bytes);
    long before = threads.getCurrentThreadAllocatedBytes();
    refuse(codec, bytes);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static void refuse(ValueCodec<?> codec, byte[] bytes) {
    assertThatThrownBy(() -> codec.decode(bytes)).isInstanceOf(UndecodableException.class);
  }
}
