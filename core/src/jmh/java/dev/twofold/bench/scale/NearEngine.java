package dev.twofold.bench.scale;

import dev.twofold.Twofold;
import dev.twofold.ehcache.EhcacheTier;
import dev.twofold.loader.Loader;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;

/** Engines whose only tier is a near tier with enough room, or with too little. */
final class NearEngine {

  private NearEngine() {}

  static Twofold of(NearPolicy room, Loader<?, ?> loader) {
    return Twofold.builder()
        .settings(
            TwofoldSettings.builder()
                .region("default", RegionPolicy.DEFAULT.withNear(room))
                .build())
        .near(EhcacheTier.onHeap())
        .register(loader)
        .build();
  }

  static Twofold of(int entries, Loader<?, ?> loader) {
    return of(NearPolicy.DEFAULT.withEntries(entries), loader);
  }
}
