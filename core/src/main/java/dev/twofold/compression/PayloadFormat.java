package dev.twofold.compression;

import dev.twofold.error.ConfigurationException;
import dev.twofold.error.UndecodableException;
import dev.twofold.region.CompressionCodec;
import dev.twofold.region.CompressionPolicy;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How the encoded values of one loader look where tiers keep them: as they are, or in a frame. A
 * frame is a mark of four bytes, a kind, and
 *
 * <ul>
 *   <li>for a compressed value, its size in four bytes, big-endian, and the compressed bytes;
 *   <li>for a value that happens to begin with the mark, the value.
 * </ul>
 *
 * So every format reads what any other has written, whatever their policies: nodes may differ in
 * them, and entries stay readable when a setting is changed. Thread-safe.
 */
public final class PayloadFormat {

  /** No text in UTF-8 begins like this. */
  private static final int MARK = 0xF7C2_5A17;

  private static final byte AS_IT_IS = 0;
  private static final byte LZ4 = 1;
  private static final byte ZSTD = 2;

  private static final int KIND = Integer.BYTES;
  private static final int SIZE = KIND + 1;
  private static final int COMPRESSED = SIZE + Integer.BYTES;

  /** A value has to lose this share of its size. */
  private static final int LEAST_SAVED = 8;

  private final @Nullable BlockCodec codec;
  private final byte kind;
  private final int threshold;
  private final int largest;
  private final Prospect prospect = new Prospect();

  private PayloadFormat(@Nullable BlockCodec codec, byte kind, int threshold, int largest) {
    this.codec = codec;
    this.kind = kind;
    this.threshold = threshold;
    this.largest = largest;
  }

  /**
   * The format of the values of a loader.
   *
   * @param region for messages
   * @param largest bytes of a value at most; a frame that announces more is refused before anything
   *     is allocated for it
   * @throws ConfigurationException if the codec needs a library that is not there
   */
  public static PayloadFormat of(String region, CompressionPolicy policy, int largest) {
    CompressionCodec wanted = policy.codec();
    byte kind = wanted == CompressionCodec.ZSTD ? ZSTD : LZ4;
    return new PayloadFormat(
        BlockCodecs.require(region, wanted), kind, policy.threshold(), largest);
  }

  /** What tiers keep of a value. */
  public byte[] pack(byte[] value, CompressionMeter meter) {
    BlockCodec compressing = codec;
    if (compressing == null || value.length < threshold || !prospect.isGood()) {
      return asItIs(value);
    }
    long start = System.nanoTime();
    byte[] packed = compressing.compress(value, COMPRESSED);
    long nanos = System.nanoTime() - start;
    boolean pays = packed.length <= value.length - value.length / LEAST_SAVED;
    prospect.saw(pays);
    if (!pays) {
      meter.incompressible(nanos);
      return asItIs(value);
    }
    meter.compressed(value.length, packed.length, nanos);
    ByteBuffer.wrap(packed).putInt(MARK).put(kind).putInt(value.length);
    return packed;
  }

  private static byte[] asItIs(byte[] value) {
    return isMarked(value)
        ? ByteBuffer.allocate(SIZE + value.length).putInt(MARK).put(AS_IT_IS).put(value).array()
        : value;
  }

  private static boolean isMarked(byte[] bytes) {
    return bytes.length >= Integer.BYTES
        && bytes[0] == (byte) (MARK >>> 24)
        && bytes[1] == (byte) (MARK >>> 16)
        && bytes[2] == (byte) (MARK >>> 8)
        && bytes[3] == (byte) MARK;
  }

  /**
   * The value of which tiers keep this; perhaps the same array.
   *
   * @throws UndecodableException if it is a frame that no format writes, or that this process has
   *     no codec for
   */
  public byte[] unpack(byte[] payload, CompressionMeter meter) {
    if (!isMarked(payload)) {
      return payload;
    }
    if (payload.length < SIZE) {
      throw new UndecodableException("a frame that ends before its kind");
    }
    return switch (payload[KIND]) {
      case AS_IT_IS -> Arrays.copyOfRange(payload, SIZE, payload.length);
      case LZ4 -> decompressed(CompressionCodec.LZ4, payload, meter);
      case ZSTD -> decompressed(CompressionCodec.ZSTD, payload, meter);
      default -> throw new UndecodableException("a frame of the unknown kind " + payload[KIND]);
    };
  }

  private byte[] decompressed(CompressionCodec with, byte[] payload, CompressionMeter meter) {
    if (payload.length < COMPRESSED) {
      throw new UndecodableException("a frame that ends before its size");
    }
    int size = ByteBuffer.wrap(payload).getInt(SIZE);
    if (size <= 0 || size > largest) {
      throw new UndecodableException(
          "a frame that announces %d bytes, where 1 to %d are allowed".formatted(size, largest));
    }
    BlockCodec decompressing = BlockCodecs.find(with);
    if (decompressing == null) {
      throw new UndecodableException("a value in " + with + ", whose library is not here");
    }
    long start = System.nanoTime();
    byte[] value = decompressing.decompress(payload, COMPRESSED, size);
    meter.decompressed(System.nanoTime() - start);
    return value;
  }
}
