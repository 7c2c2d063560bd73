package dev.twofold.ehcache;

import dev.twofold.region.NearPolicy;
import dev.twofold.testing.NearRegionContract;
import dev.twofold.tier.near.NearTier;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contract of near tiers, for each kind of policy. */
class EhcacheRegionTest {

  private static final long MEBIBYTE = 1 << 20;

  @Nested
  class OnHeap extends NearRegionContract {

    @Override
    protected NearTier tier() {
      return EhcacheTier.onHeap();
    }

    @Override
    protected NearPolicy policy(int entries) {
      return new NearPolicy(entries, Duration.ofHours(1), 0, 0);
    }
  }

  @Nested
  class OffHeap extends NearRegionContract {

    @Override
    protected NearTier tier() {
      return EhcacheTier.onHeap();
    }

    @Override
    protected NearPolicy policy(int entries) {
      return new NearPolicy(entries, Duration.ofHours(1), 4 * MEBIBYTE, 0);
    }
  }

  @Nested
  class Disk extends NearRegionContract {

    @TempDir Path directory;

    @Override
    protected NearTier tier() {
      return EhcacheTier.builder().directory(directory).build();
    }

    @Override
    protected NearPolicy policy(int entries) {
      return new NearPolicy(entries, Duration.ofHours(1), 0, 16 * MEBIBYTE);
    }
  }

  @Nested
  class OffHeapAndDisk extends NearRegionContract {

    @TempDir Path directory;

    @Override
    protected NearTier tier() {
      return EhcacheTier.builder().directory(directory).build();
    }

    @Override
    protected NearPolicy policy(int entries) {
      return new NearPolicy(entries, Duration.ofHours(1), 4 * MEBIBYTE, 16 * MEBIBYTE);
    }
  }
}
