package dev.twofold.demo.start;

import dev.twofold.region.CompressionCodec;
import dev.twofold.region.CompressionPolicy;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.RegionPolicy;
import dev.twofold.region.WriteMode;
import dev.twofold.settings.TwofoldSettings;
import java.time.Duration;

/** How long the values of the community live, and where: a policy for each kind. */
final class Regions {

  /** Room for the rows and lists of a whole community of the default size: about 60 MiB. */
  private static final NearPolicy ROWS = NearPolicy.DEFAULT.withEntries(300_000);

  /** A vote is in Redis for the next reader of the story. */
  private static final RegionPolicy STORIES =
      RegionPolicy.DEFAULT
          .withTimeToLive(Duration.ofMinutes(30))
          .withNear(ROWS)
          .withWrites(WriteMode.THROUGH);

  /** Files of about a megabyte: too large for the heap and for Redis, on the disk of each node. */
  private static final RegionPolicy ORIGINALS =
      RegionPolicy.DEFAULT
          .withTimeToLive(Duration.ofDays(1))
          .withMaximumValueBytes(512 * 1024)
          .withNear(
              NearPolicy.DEFAULT
                  .withTimeToLive(Duration.ofDays(1))
                  .withEntries(100)
                  .withHeapValueBytes(64 * 1024)
                  .withDiskBytes(64L * 1024 * 1024));

  /** Needed again only when another look is asked for, or a new version of the last step. */
  private static final RegionPolicy STEPS =
      RegionPolicy.DEFAULT
          .withTimeToLive(Duration.ofMinutes(5))
          .withCompression(CompressionPolicy.DEFAULT.withCodec(CompressionCodec.LZ4))
          .withNear(NearPolicy.OFF);

  private static final RegionPolicy THUMBNAILS =
      RegionPolicy.DEFAULT
          .withTimeToLive(Duration.ofDays(1))
          .withNear(NearPolicy.DEFAULT.withEntries(500));

  private Regions() {}

  static TwofoldSettings.Builder settings() {
    return TwofoldSettings.builder()
        .region("default", RegionPolicy.DEFAULT.withNear(ROWS))
        .region("stories", STORIES)
        .region("originals", ORIGINALS)
        .region("steps", STEPS)
        .region("thumbnails", THUMBNAILS);
  }
}
