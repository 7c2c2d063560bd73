package dev.twofold.internal.store;

import dev.twofold.compression.CompressionMeter;
import dev.twofold.stats.CompressionStats;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** What compression saves and costs one loader in one request. Thread-safe. */
final class CompressionCounters implements CompressionMeter {

  private final LongAdder compressed = new LongAdder();
  private final LongAdder incompressible = new LongAdder();
  private final LongAdder bytesBefore = new LongAdder();
  private final LongAdder bytesAfter = new LongAdder();
  private final LongAdder compressionNanos = new LongAdder();
  private final LongAdder decompressed = new LongAdder();
  private final LongAdder decompressionNanos = new LongAdder();

  @Override
  public void compressed(int before, int after, long nanos) {
    compressed.increment();
    bytesBefore.add(before);
    bytesAfter.add(after);
    compressionNanos.add(nanos);
  }

  @Override
  public void incompressible(long nanos) {
    incompressible.increment();
    compressionNanos.add(nanos);
  }

  @Override
  public void decompressed(long nanos) {
    decompressed.increment();
    decompressionNanos.add(nanos);
  }

  CompressionStats snapshot() {
    return new CompressionStats(
        compressed.sum(),
        incompressible.sum(),
        bytesBefore.sum(),
        bytesAfter.sum(),
        Duration.ofNanos(compressionNanos.sum()),
        decompressed.sum(),
        Duration.ofNanos(decompressionNanos.sum()));
  }
}
