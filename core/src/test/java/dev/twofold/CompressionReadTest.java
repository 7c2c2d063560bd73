package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.codec.ValueCodec;
import dev.twofold.ehcache.EhcacheTier;
import dev.twofold.region.CompressionCodec;
import dev.twofold.region.CompressionPolicy;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.stats.CompressionStats;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.RecordingLoader;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What compression does to entries, and what it counts. */
class CompressionReadTest {

  private static final int LARGE = 4_000;
  private static final CompressionPolicy LZ4 = new CompressionPolicy(CompressionCodec.LZ4, 1_000);

  private final InMemoryTier tier = new InMemoryTier();

  /** Up to key 9 large texts, then small ones. */
  private static final class Pages extends RecordingLoader<Long, String> {
    Pages() {
      super(
          LongStream.rangeClosed(1, 20)
              .boxed()
              .collect(Collectors.toConcurrentMap(Function.identity(), Pages::text)));
    }

    private static String text(long key) {
      String text = "page %d ".formatted(key);
      return key < 10 ? text.repeat(LARGE / text.length()) : text;
    }
  }

  private static RegionPolicy policy(CompressionPolicy compression) {
    return RegionPolicy.DEFAULT.withCompression(compression);
  }

  private static RegionPolicy policy(CompressionCodec codec) {
    return policy(LZ4.withCodec(codec));
  }

  private Twofold node(RegionPolicy policy) {
    return builder(policy).build();
  }

  private Twofold.Builder builder(RegionPolicy policy) {
    return Twofold.builder()
        .distributed(tier.node())
        .settings(TwofoldSettings.builder().application("test").region("default", policy).build())
        .register(new Pages());
  }

  private static List<Long> keys(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  /** Reads pages, checks them, and answers what that cost. */
  private static LoadScope read(Twofold twofold, List<Long> keys) {
    try (LoadScope scope = twofold.open()) {
      assertThat(scope.findAll(Pages.class, keys).inOrder())
          .isEqualTo(keys.stream().map(Pages::text).toList());
      return scope;
    }
  }

  private static CompressionStats compression(LoadScope scope) {
    return scope.stats().loader("Pages").compression();
  }

  private static CompressionStats counts(CompressionStats stats) {
    return new CompressionStats(
        stats.compressed(),
        stats.incompressible(),
        stats.bytesBefore(),
        0,
        Duration.ZERO,
        stats.decompressed(),
        Duration.ZERO);
  }

  private static CompressionStats counts(long compressed, long bytesBefore, long decompressed) {
    return new CompressionStats(
        compressed, 0, bytesBefore, 0, Duration.ZERO, decompressed, Duration.ZERO);
  }

  @Test
  void largeValuesOfABatch_areCompressed_smallOnesAreNot() {
    try (Twofold twofold = node(policy(LZ4))) {
      LoadScope filling = read(twofold, keys(5, 14));
      LoadScope reading = read(twofold, keys(5, 14));

      assertThat(counts(compression(filling))).isEqualTo(counts(5, bytes(5, 9), 0));
      long stored = tier.contents().values().stream().mapToLong(bytes -> bytes.length).sum();
      assertThat(compression(filling).bytesAfter())
          .isEqualTo(stored - bytes(10, 14))
          .isLessThan(1_000);
      assertThat(compression(filling).ratio()).isGreaterThan(20);
      assertThat(compression(filling).compressionTime()).isPositive();
      assertThat(counts(compression(reading))).isEqualTo(counts(0, 0, 5));
      assertThat(compression(reading).decompressionTime()).isPositive();
      assertThat(compression(reading).ratio()).isEqualTo(1);
      assertThat(Costs.of(reading, "Pages")).isEqualTo("asked=10 distributed=10");
    }
  }

  /** What the values of some keys encode to. */
  private static long bytes(long first, long last) {
    ValueCodec<String> codec = ValueCodec.of(String.class);
    return keys(first, last).stream().mapToLong(key -> codec.encode(Pages.text(key)).length).sum();
  }

  @ParameterizedTest
  @EnumSource
  void nodeOfAnotherPolicy_sharesTheEntries(CompressionCodec other) {
    try (Twofold twofold = node(policy(LZ4));
        Twofold another = node(policy(other))) {
      read(twofold, keys(1, 5));
      read(another, keys(6, 9));

      assertThat(Costs.of(read(another, keys(1, 9)), "Pages")).isEqualTo("asked=9 distributed=9");
      assertThat(Costs.of(read(twofold, keys(1, 9)), "Pages")).isEqualTo("asked=9 distributed=9");
    }
  }

  @Test
  void codecNone_countsNothing() {
    try (Twofold twofold = node(RegionPolicy.DEFAULT)) {
      assertThat(compression(read(twofold, keys(1, 9)))).isEqualTo(CompressionStats.NONE);
      assertThat(compression(read(twofold, keys(1, 9)))).isEqualTo(CompressionStats.NONE);
    }
  }

  /** The limit is that of the value: a reader has to hold it. */
  @Test
  void valueTooLarge_isNotPut_howeverSmallItWouldBecome() {
    try (Twofold twofold = node(policy(LZ4).withMaximumValueBytes(LARGE / 2))) {
      LoadScope scope = read(twofold, keys(1, 2));

      assertThat(Costs.of(scope, "Pages")).isEqualTo("asked=2 database=2 batches=1 oversized=2");
      assertThat(tier.contents()).isEmpty();
      assertThat(compression(scope)).isEqualTo(CompressionStats.NONE);
    }
  }

  @Test
  void entryThatAnnouncesMoreThanTheLimit_isUndecodableAndLoaded() {
    try (Twofold generous = node(policy(LZ4));
        Twofold twofold = node(policy(LZ4).withMaximumValueBytes(LARGE / 2))) {
      read(generous, keys(1, 2));

      assertThat(Costs.of(read(twofold, keys(1, 2)), "Pages"))
          .isEqualTo("asked=2 database=2 batches=1 undecodable=2 oversized=2");
    }
  }

  @Test
  void nearTierBelowTheHeap_keepsThemCompressed() {
    NearPolicy oneOnTheHeap = NearPolicy.DEFAULT.withEntries(1).withOffHeapBytes(1 << 20);
    try (Twofold twofold =
        builder(policy(LZ4).withNear(oneOnTheHeap)).near(EhcacheTier.onHeap()).build()) {
      read(twofold, keys(1, 9));
      LoadScope scope = read(twofold, keys(1, 9));

      assertThat(Costs.of(scope, "Pages")).isEqualTo("asked=9 near=9");
      assertThat(compression(scope).decompressed()).isBetween(1L, 9L);
    }
  }
}
