package dev.twofold.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.twofold.codec.ValueCodec;
import dev.twofold.error.UndecodableException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ValueCodec} keeps. Extend it for a codec of your own and name some values;
 * those that differ in every part find the most.
 *
 * @param <V> the type of the values, compared by {@code equals}
 */
public abstract class ValueCodecContract<V> {

  private static final int MUTATIONS_PER_SAMPLE = 2_000;

  /** A codec; always of the same schema. */
  protected abstract ValueCodec<V> codec();

  /** Some values, at least one. */
  protected abstract List<V> samples();

  @Test
  void decode_ofEncoded_isEqual() {
    for (V sample : samples()) {
      assertThat(codec().decode(codec().encode(sample))).isEqualTo(sample);
    }
  }

  @Test
  void decode_byAnotherInstance_isEqual() {
    ValueCodec<V> writer = codec();
    ValueCodec<V> reader = codec();

    for (V sample : samples()) {
      assertThat(reader.decode(writer.encode(sample))).isEqualTo(sample);
    }
  }

  @Test
  void decode_ofTruncatedBytes_isRefused() {
    for (V sample : samples()) {
      byte[] whole = codec().encode(sample);
      for (int length = 0; length < whole.length; length++) {
        byte[] truncated = Arrays.copyOf(whole, length);
        assertThatThrownBy(() -> codec().decode(truncated))
            .as("%d of %d bytes", length, whole.length)
            .isInstanceOf(UndecodableException.class);
      }
    }
  }

  @Test
  void decode_ofBytesLeftOver_isRefused() {
    for (V sample : samples()) {
      byte[] whole = codec().encode(sample);
      byte[] longer = Arrays.copyOf(whole, whole.length + 1);
      assertThatThrownBy(() -> codec().decode(longer)).isInstanceOf(UndecodableException.class);
    }
  }

  @Test
  void decode_ofAlteredBytes_isSomeValueOrRefused() {
    ValueCodec<V> codec = codec();
    Random random = new Random(42);
    for (V sample : samples()) {
      byte[] whole = codec.encode(sample);
      for (int i = 0; i < MUTATIONS_PER_SAMPLE; i++) {
        decodeAltered(codec, alter(whole, random));
      }
    }
  }

  private static byte[] alter(byte[] whole, Random random) {
    byte[] altered = whole.clone();
    for (int changes = random.nextInt(4); changes >= 0 && altered.length > 0; changes--) {
      altered[random.nextInt(altered.length)] = (byte) random.nextInt();
    }
    return altered;
  }

  private static void decodeAltered(ValueCodec<?> codec, byte[] altered) {
    try {
      codec.decode(altered);
    } catch (UndecodableException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    } catch (RuntimeException | Error other) {
      fail("decode threw another exception for " + Arrays.toString(altered), other);
    }
  }

  @Test
  void encode_null_isRefused() {
    assertThatThrownBy(() -> codec().encode(null)).isInstanceOf(NullPointerException.class);
  }

  @Test
  void encode_twice_isTheSame() {
    ValueCodec<V> codec = codec();
    for (V sample : samples()) {
      assertThat(codec.encode(sample)).isEqualTo(codec.encode(sample));
    }
  }

  @Test
  void decode_leavesItsInputAlone() {
    for (V sample : samples()) {
      byte[] bytes = codec().encode(sample);
      byte[] before = bytes.clone();
      assertThatCode(() -> codec().decode(bytes)).doesNotThrowAnyException();
      assertThat(bytes).isEqualTo(before);
    }
  }

  @Test
  void schema_isStable() {
    assertThat(codec().schema()).isNotBlank().isEqualTo(codec().schema());
  }
}
