package dev.twofold.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.ehcache.EhcacheTier;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.tier.near.NearRegion;
import dev.twofold.tier.near.NearTier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NearTierExamplesTest {

  @Test
  void nearTier(@TempDir Path directory) {
    // snippet: near-tier
    NearTier heapOnly = EhcacheTier.onHeap(); // and off-heap memory, where a region wants it
    NearTier withDisk = EhcacheTier.builder().directory(directory).build();

    NearPolicy brief = NearPolicy.DEFAULT.withEntries(50_000).withTimeToLive(Duration.ofMinutes(1));
    NearPolicy large = NearPolicy.DEFAULT.withEntries(1_000).withOffHeapBytes(64L << 20);
    TwofoldSettings settings =
        TwofoldSettings.builder()
            .region("users", RegionPolicy.DEFAULT.withNear(brief))
            .region("photos", RegionPolicy.DEFAULT.withNear(large))
            .region("audit", RegionPolicy.DEFAULT.withNear(NearPolicy.OFF))
            .build();
    // end
    try (heapOnly;
        withDisk) {
      for (Map.Entry<String, RegionPolicy> region : settings.regions().entrySet()) {
        NearPolicy policy = region.getValue().near();
        assertThat(policy.isOn()).isEqualTo(!region.getKey().equals("audit"));
        if (policy.isOn()) {
          NearRegion opened = heapOnly.open(region.getKey(), policy);
          assertThat(opened.keepsBytes()).isEqualTo(region.getKey().equals("photos"));
          assertThat(withDisk.open(region.getKey(), policy.withDiskBytes(256L << 20)).keepsBytes())
              .isTrue();
        }
      }
    }
  }
}
