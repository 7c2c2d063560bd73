package dev.twofold.region;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.ConfigurationException;

/**
 * Which values of a region are compressed where they are kept as bytes: in the distributed tier,
 * and in the near tier below the heap. A value that does not become smaller by an eighth is kept as
 * it is.
 *
 * @param codec how; other than {@link CompressionCodec#NONE}, the default, it needs the library
 *     {@code io.airlift:aircompressor}
 * @param threshold values that encode to fewer bytes are left as they are; 64 or more, default 2
 *     KiB
 */
public record CompressionPolicy(CompressionCodec codec, int threshold) {

  /** Below it nothing is saved that is worth a call. */
  private static final int LEAST_THRESHOLD = 64;

  /** The policy of regions that the settings do not name. */
  public static final CompressionPolicy DEFAULT =
      new CompressionPolicy(CompressionCodec.NONE, 2_048);

  public CompressionPolicy {
    requireNonNull(codec, "codec");
    if (threshold < LEAST_THRESHOLD) {
      throw new ConfigurationException(
          "region setting 'compression.threshold' is %d; allowed: %d bytes or more"
              .formatted(threshold, LEAST_THRESHOLD));
    }
  }

  /** This policy with another codec. */
  public CompressionPolicy withCodec(CompressionCodec other) {
    return new CompressionPolicy(other, threshold);
  }

  /** This policy with another threshold. */
  public CompressionPolicy withThreshold(int other) {
    return new CompressionPolicy(codec, other);
  }
}
