package dev.twofold.compression;

/** Counts what compression saves and costs. Called by the thread that compresses. */
public interface CompressionMeter {

  /**
   * A value was compressed.
   *
   * @param before its bytes
   * @param after the bytes that tiers keep of it
   */
  void compressed(int before, int after, long nanos);

  /** A value was compressed in vain: it is kept as it is. */
  void incompressible(long nanos);

  /** A value was decompressed. */
  void decompressed(long nanos);
}
