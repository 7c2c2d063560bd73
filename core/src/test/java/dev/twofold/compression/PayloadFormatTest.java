package dev.twofold.compression;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.twofold.error.UndecodableException;
import dev.twofold.region.CompressionCodec;
import dev.twofold.region.CompressionPolicy;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadFormatTest {

  private static final int LARGEST = 1 << 20;
  private static final byte[] TEXT = "never for small values, ".repeat(100).getBytes(UTF_8);
  private static final int[] MARK = {0xF7, 0xC2, 0x5A, 0x17};
  private static final int HEADER = 9;

  private final CountingMeter meter = new CountingMeter();

  private static PayloadFormat format(CompressionCodec codec) {
    return format(codec, LARGEST);
  }

  private static PayloadFormat format(CompressionCodec codec, int largest) {
    return PayloadFormat.of("pages", new CompressionPolicy(codec, 1_000), largest);
  }

  private static byte[] noise(int size) {
    byte[] noise = new byte[size];
    new Random(7).nextBytes(noise);
    return noise;
  }

  /** A value that begins like a frame. */
  private static byte[] marked(int size) {
    byte[] value = noise(size);
    for (int i = 0; i < Math.min(size, MARK.length); i++) {
      value[i] = (byte) MARK[i];
    }
    return value;
  }

  @Nested
  class Pack {

    @ParameterizedTest
    @EnumSource(names = {"LZ4", "ZSTD"})
    void largeText_becomesSmallerAndComesBack(CompressionCodec codec) {
      byte[] packed = format(codec).pack(TEXT, meter);

      assertThat(packed.length).isLessThan(TEXT.length / 10);
      assertThat(format(codec).unpack(packed, meter)).isEqualTo(TEXT);
      assertThat(meter.compressed).isEqualTo(1);
      assertThat(meter.before).isEqualTo(TEXT.length);
      assertThat(meter.after).isEqualTo(packed.length);
      assertThat(meter.incompressible).isZero();
      assertThat(meter.decompressed).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void belowTheThreshold_isTheSameArray(CompressionCodec codec) {
      byte[] small = Arrays.copyOf(TEXT, 999);

      assertThat(format(codec).pack(small, meter)).isSameAs(small);
      assertThat(format(codec).unpack(small, meter)).isSameAs(small);
      assertThat(meter.compressed + meter.incompressible + meter.decompressed).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"LZ4", "ZSTD"})
    void atTheThreshold_isCompressed(CompressionCodec codec) {
      format(codec).pack(Arrays.copyOf(TEXT, 1_000), meter);

      assertThat(meter.compressed).isEqualTo(1);
    }

    @Test
    void codecNone_isTheSameArray() {
      assertThat(format(CompressionCodec.NONE).pack(TEXT, meter)).isSameAs(TEXT);
    }

    @ParameterizedTest
    @EnumSource(names = {"LZ4", "ZSTD"})
    void noise_isTriedAndKeptAsItIs(CompressionCodec codec) {
      byte[] noise = noise(5_000);

      assertThat(format(codec).pack(noise, meter)).isSameAs(noise);
      assertThat(meter.compressed).isZero();
      assertThat(meter.incompressible).isEqualTo(1);
    }

    /** Of 2,000 bytes of noise and 2,000 zeros about half is left; of 3,700 and 300 too much. */
    @Test
    void lessThanAnEighthSaved_isKeptAsItIs() {
      byte[] half = Arrays.copyOf(noise(2_000), 4_000);
      byte[] little = Arrays.copyOf(noise(3_700), 4_000);
      PayloadFormat format = format(CompressionCodec.LZ4);

      assertThat(format.pack(half, meter).length).isBetween(2_000, 2_100);
      assertThat(format.pack(little, meter)).isSameAs(little);
    }

    @Test
    void manyInVain_areRarelyTried_untilOneBecomesSmaller() {
      PayloadFormat format = format(CompressionCodec.LZ4);
      byte[] noise = noise(1_000);
      for (int i = 0; i < Prospect.PATIENCE; i++) {
        format.pack(noise, meter);
      }
      assertThat(meter.incompressible).isEqualTo(Prospect.PATIENCE);

      for (int i = 0; i < 2 * Prospect.RARELY - 1; i++) {
        assertThat(format.pack(noise, meter)).isSameAs(noise);
      }
      assertThat(meter.incompressible).isEqualTo(Prospect.PATIENCE + 1);

      format.pack(TEXT, meter);
      format.pack(TEXT, meter);
      assertThat(meter.compressed).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 9, 50, 2_000})
    void valueThatLooksLikeAFrame_comesBack(int size) {
      byte[] value = marked(size);
      for (CompressionCodec codec : CompressionCodec.values()) {
        byte[] packed = format(codec).pack(value, meter);

        assertThat(packed).hasSize(size + 5);
        assertThat(format(CompressionCodec.NONE).unpack(packed, meter)).isEqualTo(value);
      }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void valueTooShortForAMark_isTheSameArray(int size) {
      byte[] value = marked(size);

      assertThat(format(CompressionCodec.LZ4).pack(value, meter)).isSameAs(value);
      assertThat(format(CompressionCodec.LZ4).unpack(value, meter)).isSameAs(value);
    }
  }

  @Nested
  class Unpack {

    @ParameterizedTest
    @EnumSource(names = {"LZ4", "ZSTD"})
    void whatOthersCompress_isReadWhateverThePolicy(CompressionCodec written) {
      byte[] packed = format(written).pack(TEXT, meter);
      for (CompressionCodec codec : CompressionCodec.values()) {
        assertThat(format(codec).unpack(packed, meter)).isEqualTo(TEXT);
      }
    }

    @ParameterizedTest
    @EnumSource(names = {"LZ4", "ZSTD"})
    void truncated_isUndecodable(CompressionCodec codec) {
      PayloadFormat format = format(codec);
      byte[] packed = format.pack(TEXT, meter);
      for (int length = MARK.length; length < packed.length; length++) {
        assertUndecodable(format, Arrays.copyOf(packed, length));
      }
    }

    @ParameterizedTest
    @EnumSource(names = {"LZ4", "ZSTD"})
    void alteredAnywhere_isUndecodableOrOfTheAnnouncedSize(CompressionCodec codec) {
      PayloadFormat format = format(codec);
      byte[] packed = format.pack(TEXT, meter);
      for (int at = HEADER; at < packed.length; at++) {
        for (int bit = 0; bit < 8; bit++) {
          byte[] altered = packed.clone();
          altered[at] ^= (byte) (1 << bit);
          try {
            assertThat(format.unpack(altered, meter)).hasSize(TEXT.length);
          } catch (UndecodableException e) {
            assertThat(e).hasMessageMatching("(no )?(LZ4|Zstandard).*");
          }
        }
      }
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, LARGEST + 1, Integer.MAX_VALUE})
    void sizeThatIsNotAllowed_isRefusedBeforeAnythingIsAllocated(int size) {
      assertThatExceptionOfType(UndecodableException.class)
          .isThrownBy(() -> format(CompressionCodec.LZ4).unpack(announcing(size), meter))
          .withMessage(
              "a frame that announces %d bytes, where 1 to 1048576 are allowed".formatted(size));
    }

    private byte[] announcing(int size) {
      byte[] packed = format(CompressionCodec.ZSTD).pack(TEXT, meter);
      ByteBuffer.wrap(packed).putInt(5, size);
      return packed;
    }

    /** A megabyte of zeros is a few bytes. */
    @ParameterizedTest
    @EnumSource(names = {"LZ4", "ZSTD"})
    void bomb_isRefusedByTheLimitOrByWhatItAnnounces(CompressionCodec codec) {
      byte[] bomb = format(codec).pack(new byte[LARGEST], meter);
      assertThat(bomb.length).isLessThan(5_000);

      assertThatExceptionOfType(UndecodableException.class)
          .isThrownBy(() -> format(codec, 1_000).unpack(bomb, meter))
          .withMessage("a frame that announces 1048576 bytes, where 1 to 1000 are allowed");
      ByteBuffer.wrap(bomb).putInt(5, 1_000);
      assertUndecodable(format(codec, 1_000), bomb);
    }

    @ParameterizedTest
    @EnumSource(names = {"LZ4", "ZSTD"})
    void smallerThanAnnounced_isUndecodable(CompressionCodec codec) {
      byte[] packed = format(codec).pack(TEXT, meter);
      ByteBuffer.wrap(packed).putInt(5, TEXT.length + 1);

      assertUndecodable(format(codec), packed);
    }

    @Test
    void unknownKind_isUndecodable() {
      byte[] payload = marked(100);
      payload[4] = 9;

      assertThatExceptionOfType(UndecodableException.class)
          .isThrownBy(() -> format(CompressionCodec.LZ4).unpack(payload, meter))
          .withMessage("a frame of the unknown kind 9");
    }

    private void assertUndecodable(PayloadFormat format, byte[] payload) {
      assertThatExceptionOfType(UndecodableException.class)
          .isThrownBy(() -> format.unpack(payload, meter));
    }
  }
}
