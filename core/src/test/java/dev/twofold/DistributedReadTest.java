package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.codec.ValueCodec;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.ManualTime;
import dev.twofold.testing.RecordingLoader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the distributed tier is asked, what it is given, and for how long. */
class DistributedReadTest {

  private static final RegionPolicy POLICY =
      new RegionPolicy(Duration.ofMinutes(10), Duration.ofSeconds(30), 0, 1_000);

  private final ManualTime time = new ManualTime();
  private final InMemoryTier tier = new InMemoryTier(time);
  private final Words words = new Words(1);

  private Twofold engine(RegionPolicy policy, Words loader) {
    return Twofold.builder()
        .distributed(tier)
        .settings(TwofoldSettings.builder().application("test").region("default", policy).build())
        .register(loader)
        .build();
  }

  private static List<Long> keys(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  @Nested
  class Trips {

    @Test
    void mixed_isOneTripForAllAndOneBatchForTheMisses() {
      try (Twofold twofold = engine(POLICY, words)) {
        try (LoadScope first = twofold.open()) {
          first.findAll(Words.class, keys(41, 70));
        }
        tier.resetCounts();
        try (LoadScope scope = twofold.open()) {
          scope.findAll(Words.class, keys(1, 40));
          tier.resetCounts();

          assertThat(scope.findAll(Words.class, keys(1, 100)).inOrder()).hasSize(100);

          assertThat(tier.multiGets()).isEqualTo(1);
          assertThat(tier.keysAsked()).isEqualTo(60);
          assertThat(tier.multiSets()).isEqualTo(1);
          assertThat(tier.keysSet()).isEqualTo(30);
          assertThat(words.batchSizes()).containsExactly(30, 40, 30);
          assertThat(Costs.of(scope, "Words"))
              .isEqualTo("asked=140 request=40 distributed=30 database=70 batches=2 fills=70");
        }
      }
    }

    @Test
    void hits_areNotWrittenAgain() {
      try (Twofold twofold = engine(POLICY, words)) {
        read(twofold, 1L);
        tier.resetCounts();
        read(twofold, 1L);

        assertThat(tier.multiSets()).isZero();
      }
    }

    @Test
    void loaderThatIsNotShared_neverAsksTheTier() {
      try (Twofold twofold = Twofold.builder().distributed(tier).register(new Own()).build();
          LoadScope scope = twofold.open()) {
        scope.findAll(Own.class, keys(1, 3));

        assertThat(tier.multiGets()).isZero();
        assertThat(tier.contents()).isEmpty();
        assertThat(Costs.of(scope)).isEqualTo("waves=1");
      }
    }

    @Test
    void key_isApplicationLoaderFingerprintKey() {
      try (Twofold twofold = engine(POLICY, words)) {
        read(twofold, 7L);

        assertThat(tier.contents().keySet().iterator().next()).matches("test:Words:[^:]+:7");
      }
    }
  }

  @Nested
  class Absence {

    @Test
    void absence_isRememberedForItsOwnTime() {
      try (Twofold twofold = engine(POLICY, words)) {
        read(twofold, 999L);
        time.advance(Duration.ofSeconds(29));
        assertThat(read(twofold, 999L)).isEqualTo("asked=1 knownAbsent=1");
        time.advance(Duration.ofSeconds(2));

        assertThat(read(twofold, 999L)).isEqualTo("asked=1 absent=1 batches=1 fills=1");
      }
    }

    @Test
    void absence_withATimeOfZero_isNotRemembered() {
      try (Twofold twofold = engine(POLICY.withNegativeTimeToLive(Duration.ZERO), words)) {
        assertThat(read(twofold, 999L)).isEqualTo("asked=1 absent=1 batches=1");
        assertThat(tier.contents()).isEmpty();
        assertThat(tier.removals()).isZero();
      }
    }
  }

  @Nested
  class TimeToLive {

    @Test
    void value_expiresWithItsRegion() {
      try (Twofold twofold = engine(POLICY, words)) {
        read(twofold, 1L);
        time.advance(Duration.ofMinutes(10).minusMillis(1));
        assertThat(read(twofold, 1L)).isEqualTo("asked=1 distributed=1");
        time.advance(Duration.ofMillis(1));

        assertThat(read(twofold, 1L)).isEqualTo("asked=1 database=1 batches=1 fills=1");
      }
    }

    @Test
    void jitter_shortensWithinItsShareAndNeverLengthens() {
      try (Twofold twofold = engine(POLICY.withJitter(0.5), words);
          LoadScope scope = twofold.open()) {
        scope.findAll(Words.class, keys(1, 100));
        scope.findAll(Words.class, keys(901, 1_000));

        List<Duration> values = remaining(1, 100);
        List<Duration> absences = remaining(901, 1_000);
        assertThat(values)
            .allMatch(left -> left.compareTo(Duration.ofMinutes(10)) <= 0)
            .allMatch(left -> left.compareTo(Duration.ofMinutes(5)) >= 0);
        assertThat(values.stream().distinct().count()).isGreaterThan(50);
        assertThat(absences)
            .allMatch(left -> left.compareTo(Duration.ofSeconds(30)) <= 0)
            .allMatch(left -> left.compareTo(Duration.ofSeconds(15)) >= 0);
      }
    }

    @Test
    void jitter_ofZero_isExact() {
      try (Twofold twofold = engine(POLICY, words)) {
        read(twofold, 1L);

        assertThat(remaining(1, 1)).containsExactly(Duration.ofMinutes(10));
      }
    }

    private List<Duration> remaining(long first, long last) {
      Map<String, String> byKey =
          tier.contents().keySet().stream()
              .collect(
                  Collectors.toMap(
                      text -> text.substring(text.lastIndexOf(':') + 1), Function.identity()));
      return keys(first, last).stream()
          .map(key -> byKey.getOrDefault(key.toString(), "none"))
          .map(text -> tier.timeToLive(text))
          .toList();
    }
  }

  @Nested
  class Values {

    @Test
    void oversized_staysOutAndIsCounted() {
      words.data().put(1L, "x".repeat(2_000));
      try (Twofold twofold = engine(POLICY, words)) {
        assertThat(read(twofold, 1L)).isEqualTo("asked=1 database=1 batches=1 oversized=1");
        assertThat(tier.contents()).isEmpty();
        assertThat(read(twofold, 1L)).isEqualTo("asked=1 database=1 batches=1 oversized=1");
        assertThat(tier.removals()).isZero();
      }
    }

    @Test
    void undecodable_isAMissThatIsRepaired() {
      try (Twofold twofold = engine(POLICY, words)) {
        read(twofold, 1L);
        String text = tier.contents().keySet().iterator().next();
        tier.corrupt(text, new byte[] {1, 2, 3});

        assertThat(read(twofold, 1L))
            .isEqualTo("asked=1 database=1 batches=1 fills=1 undecodable=1");
        assertThat(read(twofold, 1L)).isEqualTo("asked=1 distributed=1");
      }
    }

    @Test
    void payloadThatTheCodecRefuses_isAMissThatIsRepaired() {
      words.codec = new Utf8("shape");
      try (Twofold twofold = engine(POLICY, words)) {
        read(twofold, 1L);
        words.refusesToDecode = true;
        assertThat(read(twofold, 1L))
            .isEqualTo("asked=1 database=1 batches=1 fills=1 undecodable=1");
        words.refusesToDecode = false;

        assertThat(read(twofold, 1L)).isEqualTo("asked=1 distributed=1");
      }
    }

    @Test
    void undecodableWhereNothingMayReplaceIt_isRemoved() {
      words.data().put(1L, "x");
      try (Twofold twofold = engine(POLICY, words)) {
        read(twofold, 1L);
        String text = tier.contents().keySet().iterator().next();
        tier.corrupt(text, new byte[] {1, 2, 3});
        words.data().put(1L, "x".repeat(2_000));

        read(twofold, 1L);

        assertThat(tier.contents()).isEmpty();
        assertThat(tier.removals()).isEqualTo(1);
      }
    }

    @Test
    void valueThatTheCodecCannotWrite_isAnsweredAndStaysOut() {
      words.codec = new Utf8("shape");
      words.refusesToEncode = true;
      try (Twofold twofold = engine(POLICY, words);
          LoadScope scope = twofold.open()) {
        assertThat(scope.findAll(Words.class, List.of(1L, 2L)).inOrder())
            .containsExactly("word 1", "word 2");
        assertThat(Costs.of(scope, "Words")).isEqualTo("asked=2 database=2 batches=1");
      }
      assertThat(tier.contents()).isEmpty();
    }

    @Test
    void newVersion_isAMiss_andTheOldEntriesStay() {
      for (int version = 1; version <= 2; version++) {
        try (Twofold twofold =
            Twofold.builder().distributed(tier.node()).register(new Words(version)).build()) {
          assertThat(read(twofold, 1L)).isEqualTo("asked=1 database=1 batches=1 fills=1");
        }
      }
      assertThat(tier.contents()).hasSize(2);
    }

    @Test
    void changedShape_isAMiss() {
      words.codec = new Utf8("one shape");
      for (String shape : List.of("one shape", "another shape")) {
        Words loader = new Words(1);
        loader.codec = new Utf8(shape);
        try (Twofold twofold =
            Twofold.builder().distributed(tier.node()).register(loader).build()) {
          assertThat(read(twofold, 1L)).isEqualTo("asked=1 database=1 batches=1 fills=1");
        }
      }
    }
  }

  /** What one read in a request of its own costs. */
  private static String read(Twofold twofold, Long key) {
    try (LoadScope scope = twofold.open()) {
      scope.find(Words.class, key);
      return Costs.of(scope, "Words");
    }
  }

  private static final class Words extends RecordingLoader<Long, String> {
    private final int version;
    private @Nullable Utf8 codec;
    private boolean refusesToEncode;
    private boolean refusesToDecode;

    Words(int version) {
      super(
          new ConcurrentHashMap<>(
              keys(1, 100).stream()
                  .collect(Collectors.toMap(Function.identity(), key -> "word " + key))));
      this.version = version;
    }

    @Override
    public int version() {
      return version;
    }

    @Override
    public @Nullable ValueCodec<?> codec() {
      Utf8 chosen = codec;
      return chosen == null ? null : chosen.of(this);
    }
  }

  private static final class Own extends RecordingLoader<Long, String> {
    Own() {
      super(Map.of());
    }

    @Override
    public boolean shared() {
      return false;
    }
  }

  /** A codec that an application brings, and that may fail. */
  private record Utf8(String schema, @Nullable Words loader) implements ValueCodec<String> {
    Utf8(String schema) {
      this(schema, null);
    }

    Utf8 of(Words words) {
      return new Utf8(schema, words);
    }

    @Override
    public byte[] encode(String value) {
      if (loader != null && loader.refusesToEncode) {
        throw new IllegalArgumentException("too deep");
      }
      return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String decode(byte[] bytes) {
      if (loader != null && loader.refusesToDecode) {
        throw new IllegalStateException("not mine");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
