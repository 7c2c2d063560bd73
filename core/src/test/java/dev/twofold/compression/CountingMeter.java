package dev.twofold.compression;

/** Counts for a test; says nothing of times. Used by one thread. */
final class CountingMeter implements CompressionMeter {

  int compressed;
  int incompressible;
  int before;
  int after;
  int decompressed;

  @Override
  public void compressed(int bytesBefore, int bytesAfter, long nanos) {
    compressed++;
    before += bytesBefore;
    after += bytesAfter;
  }

  @Override
  public void incompressible(long nanos) {
    incompressible++;
  }

  @Override
  public void decompressed(long nanos) {
    decompressed++;
  }
}
