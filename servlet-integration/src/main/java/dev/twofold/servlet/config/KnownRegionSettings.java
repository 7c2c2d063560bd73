package dev.twofold.servlet.config;

import dev.twofold.region.CompressionCodec;
import dev.twofold.region.CompressionPolicy;
import dev.twofold.region.Consistency;
import dev.twofold.region.LifetimePolicy;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.RegionPolicy;
import dev.twofold.region.Restart;
import dev.twofold.region.WriteMode;
import java.util.List;
import java.util.function.BiFunction;

/** The settings of each region, in the order of the documentation. */
final class KnownRegionSettings {

  private KnownRegionSettings() {}

  static final List<KnownSetting<?>> ALL =
      List.of(
          region("time-to-live", ValueFormat.DURATION, RegionPolicy::withTimeToLive)
              .means("10m", "how long a value stays in Redis"),
          region(
                  "negative-time-to-live",
                  ValueFormat.DURATION,
                  RegionPolicy::withNegativeTimeToLive)
              .means("30s", "how long absence is remembered. 0s: not at all"),
          region("jitter", ValueFormat.SHARE, RegionPolicy::withJitter)
              .means("0.1", "share by which the time to live is shortened at random, 0 to 0.5"),
          region("maximum-value-size", ValueFormat.SIZE, RegionPolicy::withMaximumValueBytes)
              .means(
                  "1MiB",
                  "larger values, before they are compressed, stay out of Redis; they may be near"),
          region("consistency", ValueFormat.oneOf(Consistency.class), RegionPolicy::withConsistency)
              .means(
                  "available",
                  "whether writes go on without Redis, or each commit announces itself to it first"
                      + " and the near tier is left out"),
          region("hold-off", ValueFormat.DURATION, RegionPolicy::withHoldOff)
              .means(
                  "0s",
                  "how long after an invalidation nothing is filled: the lag of a replica that"
                      + " loads read"),
          region("writes", ValueFormat.oneOf(WriteMode.class), RegionPolicy::withWrites)
              .means(
                  "invalidate",
                  "whether entries that a commit makes stale are gone, or loaded at once for the"
                      + " next reader as well"),
          lifetime("refresh-ahead", ValueFormat.SHARE, LifetimePolicy::withRefreshAhead)
              .means(
                  "0",
                  "share of its time from which on an entry that is read is loaded again, usually"
                      + " 0.8. 0: off"),
          lifetime("early-expiration", ValueFormat.SHARE, LifetimePolicy::withEarlyExpiration)
              .means("0", "the same by chance, and without asking other nodes, usually 1. 0: off"),
          lifetime("shortest-time-to-live", ValueFormat.DURATION, LifetimePolicy::withShortest)
              .means(
                  "0s",
                  "how long an entry lives at least, where its time follows what it is worth. 0s:"
                      + " the time to live"),
          lifetime("longest-time-to-live", ValueFormat.DURATION, LifetimePolicy::withLongest)
              .means("0s", "how long it lives at most. 0s: the time to live"),
          near("entries", ValueFormat.COUNT, NearPolicy::withEntries)
              .means("10000", "entries on the heap. 0: not in the near tier"),
          near("time-to-live", ValueFormat.DURATION, NearPolicy::withTimeToLive)
              .means("10m", "how long they live there, and never longer than in Redis"),
          near("off-heap", ValueFormat.CAPACITY, NearPolicy::withOffHeapBytes)
              .means("0", "memory outside of the heap for encoded values, 1MiB or more. 0: none"),
          near("disk", ValueFormat.CAPACITY, NearPolicy::withDiskBytes)
              .means("0", "the same on disk, more than off-heap. 0: none"),
          near("grace", ValueFormat.DURATION, NearPolicy::withGrace)
              .means(
                  "0s",
                  "how long expired values are answered when their load fails; refused where the"
                      + " region is strict"),
          near("heap-value-size", ValueFormat.CAPACITY, NearPolicy::withHeapValueBytes)
              .means("1MiB", "larger values stay out of the heap. 0: all do"),
          near("disk-value-size", ValueFormat.CAPACITY, NearPolicy::withDiskValueBytes)
              .means(
                  "0",
                  "larger values stay out of what is below the heap. 0: a 32nd of off-heap, or of"
                      + " the disk"),
          near("restart", ValueFormat.oneOf(Restart.class), NearPolicy::withRestart)
              .means(
                  "drop",
                  "whether what is on disk counts after an orderly restart, as far as Redis says"
                      + " that it is current"),
          compression(
                  "codec", ValueFormat.oneOf(CompressionCodec.class), CompressionPolicy::withCodec)
              .means("none", "how large values are compressed, in Redis and below the heap"),
          compression("threshold", ValueFormat.SIZE, CompressionPolicy::withThreshold)
              .means("2KiB", "smaller values are left as they are"));

  private static <T> KnownSetting<T> region(
      String key, ValueFormat<T> format, BiFunction<RegionPolicy, T, RegionPolicy> change) {
    return ofRegion(List.of("regions", KnownSetting.ANY, key), format, change);
  }

  private static <T> KnownSetting<T> lifetime(
      String key, ValueFormat<T> format, BiFunction<LifetimePolicy, T, LifetimePolicy> change) {
    return region(
        key,
        format,
        (policy, value) -> policy.withLifetime(change.apply(policy.lifetime(), value)));
  }

  private static <T> KnownSetting<T> near(
      String key, ValueFormat<T> format, BiFunction<NearPolicy, T, NearPolicy> change) {
    return ofRegion(
        List.of("regions", KnownSetting.ANY, "near", key),
        format,
        (policy, value) -> policy.withNear(change.apply(policy.near(), value)));
  }

  private static <T> KnownSetting<T> compression(
      String key,
      ValueFormat<T> format,
      BiFunction<CompressionPolicy, T, CompressionPolicy> change) {
    return ofRegion(
        List.of("regions", KnownSetting.ANY, "compression", key),
        format,
        (policy, value) -> policy.withCompression(change.apply(policy.compression(), value)));
  }

  private static <T> KnownSetting<T> ofRegion(
      List<String> pattern,
      ValueFormat<T> format,
      BiFunction<RegionPolicy, T, RegionPolicy> change) {
    return KnownSetting.of(
        pattern,
        format,
        KnownSetting.Secrecy.SHOWN,
        (draft, path, value) -> draft.region(path.get(1), policy -> change.apply(policy, value)));
  }
}
