package dev.twofold.stats;

import java.time.Duration;

/**
 * What compression saved and cost one loader in one request.
 *
 * @param compressed values that were compressed before tiers took them
 * @param incompressible values that were tried in vain, and that tiers keep as they are
 * @param bytesBefore the bytes of the values that were compressed
 * @param bytesAfter what tiers keep of them
 * @param compressionTime spent compressing, in vain too
 * @param decompressed values that were decompressed
 * @param decompressionTime spent decompressing
 */
public record CompressionStats(
    long compressed,
    long incompressible,
    long bytesBefore,
    long bytesAfter,
    Duration compressionTime,
    long decompressed,
    Duration decompressionTime) {

  /** Nothing compressed and nothing decompressed. */
  public static final CompressionStats NONE =
      new CompressionStats(0, 0, 0, 0, Duration.ZERO, 0, Duration.ZERO);

  /** How many times as large the values were before; 1 if none was compressed. */
  public double ratio() {
    return bytesAfter == 0 ? 1 : (double) bytesBefore / bytesAfter;
  }

  /** The sums of both. */
  public CompressionStats plus(CompressionStats other) {
    return new CompressionStats(
        compressed + other.compressed,
        incompressible + other.incompressible,
        bytesBefore + other.bytesBefore,
        bytesAfter + other.bytesAfter,
        compressionTime.plus(other.compressionTime),
        decompressed + other.decompressed,
        decompressionTime.plus(other.decompressionTime));
  }
}
