package dev.twofold.compression;

import dev.twofold.error.ConfigurationException;
import dev.twofold.region.CompressionCodec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The codecs that there are, if the library is: applications bring it that want it. Thread-safe.
 */
final class BlockCodecs {

  private static final String LIBRARY = "io.airlift:aircompressor";

  /** Initialised with the first use of a codec, which is after the library was looked for. */
  private static final class Loaded {
    static final BlockCodec LZ4 = BlockCodec.lz4();
    static final BlockCodec ZSTD = BlockCodec.zstd();
  }

  private static final boolean PRESENT = isPresent();

  private BlockCodecs() {}

  private static boolean isPresent() {
    try {
      Class.forName("io.airlift.compress.Compressor", false, BlockCodecs.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** The codec; null if it is none, or its library is not there. */
  static @Nullable BlockCodec find(CompressionCodec codec) {
    if (!PRESENT) {
      return null;
    }
    return switch (codec) {
      case NONE -> null;
      case LZ4 -> Loaded.LZ4;
      case ZSTD -> Loaded.ZSTD;
    };
  }

  /**
   * The codec that the setting of a region wants; null if it wants none.
   *
   * @throws ConfigurationException if there is none, or it does not work in this process
   */
  static @Nullable BlockCodec require(String region, CompressionCodec codec) {
    if (codec == CompressionCodec.NONE) {
      return null;
    }
    BlockCodec found = find(codec);
    if (found == null) {
      throw new ConfigurationException(
          ("region '%s' has compression.codec %s, which needs the library %s, and it is not on the"
                  + " class path; add it, or leave the codec out")
              .formatted(region, codec, LIBRARY));
    }
    byte[] sample = new byte[1_024];
    try {
      if (Arrays.equals(found.decompress(found.compress(sample, 0), 0, sample.length), sample)) {
        return found;
      }
    } catch (RuntimeException | LinkageError e) {
      throw unusable(region, codec, e);
    }
    throw unusable(region, codec, null);
  }

  private static ConfigurationException unusable(
      String region, CompressionCodec codec, @Nullable Throwable cause) {
    return new ConfigurationException(
        ("region '%s' has compression.codec %s, which the library %s cannot do in this process;"
                + " leave the codec out")
            .formatted(region, codec, LIBRARY),
        cause);
  }
}
