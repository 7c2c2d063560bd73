package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.internal.engine.EngineBuilder;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.key.ParameterValues;
import dev.twofold.region.Consistency;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.Region;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryNearTier;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.ManualTime;
import dev.twofold.testing.RecordingLoader;
import dev.twofold.tier.DistributedTier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the near tier answers, and when it must not. */
class NearReadTest {

  private static final Duration BUDGET = Duration.ofSeconds(1);
  private static final RegionPolicy POLICY =
      new RegionPolicy(Duration.ofMinutes(10), Duration.ofSeconds(30), 0, 1_000);
  private static final StaleKey FIRST =
      new StaleKey("test:Words", "1", new Region("default", Consistency.AVAILABLE, Duration.ZERO));

  private final ManualTime time = new ManualTime();
  private final InMemoryTier tier = new InMemoryTier(time);
  private final InMemoryNearTier near = new InMemoryNearTier(this::nanoTime);
  private final Words words = new Words();

  private long nanoTime() {
    return Duration.between(Instant.EPOCH, time.instant()).toNanos();
  }

  private Twofold engine(RegionPolicy policy) {
    return engine(policy, tier.node(), near);
  }

  private Twofold engine(
      RegionPolicy policy, @Nullable DistributedTier distributed, InMemoryNearTier kept) {
    EngineBuilder builder = new EngineBuilder().nanoTime(this::nanoTime);
    if (distributed != null) {
      builder.distributed(distributed);
    }
    return builder
        .near(kept)
        .settings(TwofoldSettings.builder().application("test").region("default", policy).build())
        .register(words)
        .build();
  }

  private static List<Long> keys(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  /** What one read in a request of its own costs. */
  private static String read(Twofold twofold, Long key) {
    try (LoadScope scope = twofold.open()) {
      scope.find(Words.class, key);
      return Costs.of(scope, "Words");
    }
  }

  @Nested
  class Hits {

    @Test
    void allKeysNear_isNoTrip() {
      try (Twofold twofold = engine(POLICY)) {
        try (LoadScope first = twofold.open()) {
          first.findAll(Words.class, keys(1, 100));
          assertThat(Costs.of(first)).isEqualTo("waves=1 multiGets=1 multiSets=1");
        }
        try (LoadScope scope = twofold.open()) {
          assertThat(scope.findAll(Words.class, keys(1, 100)).inOrder()).hasSize(100);

          assertThat(Costs.of(scope)).isEqualTo("waves=1");
          assertThat(Costs.of(scope, "Words")).isEqualTo("asked=100 near=100");
        }
      }
    }

    @Test
    void allKeysDistributed_isOneTrip_andThenNone() {
      try (Twofold filling =
              engine(POLICY, tier.node(), new InMemoryNearTier(NearReadTest.this::nanoTime));
          Twofold twofold = engine(POLICY)) {
        try (LoadScope first = filling.open()) {
          first.findAll(Words.class, keys(1, 100));
        }
        try (LoadScope scope = twofold.open()) {
          scope.findAll(Words.class, keys(1, 100));
          assertThat(Costs.of(scope)).isEqualTo("waves=1 multiGets=1");
          assertThat(Costs.of(scope, "Words")).isEqualTo("asked=100 distributed=100");
        }
        assertThat(read(twofold, 50L)).isEqualTo("asked=1 near=1");
      }
    }

    @Test
    void mixed_asksTheDistributedTierForTheRestOnly() {
      try (Twofold twofold = engine(POLICY);
          LoadScope scope = twofold.open()) {
        try (LoadScope first = twofold.open()) {
          first.findAll(Words.class, keys(1, 40));
        }
        tier.resetCounts();

        scope.findAll(Words.class, keys(1, 100));

        assertThat(tier.keysAsked()).isEqualTo(60);
        assertThat(Costs.of(scope, "Words"))
            .isEqualTo("asked=100 near=40 database=60 batches=1 fills=60");
      }
    }

    @Test
    void absence_isKnownNear() {
      try (Twofold twofold = engine(POLICY)) {
        read(twofold, 999L);
        tier.resetCounts();

        assertThat(read(twofold, 999L)).isEqualTo("asked=1 knownAbsent=1");
        assertThat(tier.multiGets()).isZero();
      }
    }

    @Test
    void peek_isAnsweredNear() {
      try (Twofold twofold = engine(POLICY);
          LoadScope scope = twofold.open()) {
        read(twofold, 1L);
        tier.resetCounts();

        assertThat(scope.peek(Words.class, 1L)).contains("word 1");
        assertThat(tier.multiGets()).isZero();
      }
    }

    @Test
    void bytesBelowTheHeap_areDecodedOnceAndPromoted() {
      NearPolicy oneOnTheHeap = new NearPolicy(1, Duration.ofMinutes(10), 1 << 20, 0);
      try (Twofold twofold = engine(POLICY.withNear(oneOnTheHeap))) {
        read(twofold, 1L);
        read(twofold, 2L);
        int puts = near.puts();

        assertThat(read(twofold, 1L)).isEqualTo("asked=1 near=1");
        assertThat(near.puts()).isEqualTo(puts + 1);
        assertThat(read(twofold, 1L)).isEqualTo("asked=1 near=1");
        assertThat(near.puts()).isEqualTo(puts + 1);
      }
    }

    @Test
    void tierThatThrows_isAMiss() {
      try (Twofold twofold = engine(POLICY)) {
        read(twofold, 1L);
        near.throwUnchecked();

        assertThat(read(twofold, 1L)).isEqualTo("asked=1 distributed=1");
      }
    }
  }

  @Nested
  class Ends {

    @Test
    void entry_endsWithItsRecordInTheDistributedTier() {
      NearPolicy longer = new NearPolicy(100, Duration.ofHours(1), 0, 0);
      try (Twofold twofold = engine(POLICY.withNear(longer))) {
        read(twofold, 1L);
        time.advance(Duration.ofMinutes(9));
        try (Twofold later =
            engine(
                POLICY.withNear(longer),
                tier.node(),
                new InMemoryNearTier(NearReadTest.this::nanoTime))) {
          assertThat(read(later, 1L)).isEqualTo("asked=1 distributed=1");
          time.advance(Duration.ofSeconds(59));
          assertThat(read(later, 1L)).isEqualTo("asked=1 near=1");
          time.advance(Duration.ofSeconds(1));

          assertThat(read(later, 1L)).isEqualTo("asked=1 database=1 batches=1 fills=1");
        }
      }
    }

    @Test
    void entry_endsAfterItsOwnTime() {
      NearPolicy shorter = new NearPolicy(100, Duration.ofSeconds(5), 0, 0);
      try (Twofold twofold = engine(POLICY.withNear(shorter))) {
        read(twofold, 1L);
        time.advance(Duration.ofSeconds(5));

        assertThat(read(twofold, 1L)).isEqualTo("asked=1 distributed=1");
      }
    }

    @Test
    void absence_endsAfterItsOwnTime() {
      try (Twofold twofold = engine(POLICY)) {
        read(twofold, 999L);
        time.advance(Duration.ofSeconds(30));

        assertThat(read(twofold, 999L)).isEqualTo("asked=1 absent=1 batches=1 fills=1");
      }
    }
  }

  @Nested
  class Regions {

    @Test
    void strict_isNeverNear() {
      try (Twofold twofold = engine(POLICY.withConsistency(Consistency.STRICT))) {
        read(twofold, 1L);

        assertThat(read(twofold, 1L)).isEqualTo("asked=1 distributed=1");
        assertThat(near.gets()).isZero();
      }
    }

    @Test
    void switchedOff_isNeverNear() {
      try (Twofold twofold = engine(POLICY.withNear(NearPolicy.OFF))) {
        read(twofold, 1L);

        assertThat(read(twofold, 1L)).isEqualTo("asked=1 distributed=1");
        assertThat(near.gets()).isZero();
      }
    }
  }

  @Nested
  class Invalidations {

    @Test
    void ofThisNode_dropTheEntry() {
      try (Twofold twofold = engine(POLICY)) {
        read(twofold, 1L);
        try (LoadScope scope = twofold.open()) {
          scope.invalidate(Words.class, List.of(1L));
        }
        assertThat(read(twofold, 1L)).isEqualTo("asked=1 database=1 batches=1 fills=1");
      }
    }

    @Test
    void ofAnotherNode_dropTheEntryAndNoOther() {
      try (Twofold twofold = engine(POLICY)) {
        try (LoadScope scope = twofold.open()) {
          scope.findAll(Words.class, keys(1, 100));
        }
        tier.invalidate(Invalidation.ofKeys(Set.of(FIRST)), BUDGET);
        try (LoadScope scope = twofold.open()) {
          scope.findAll(Words.class, keys(1, 100));

          assertThat(Costs.of(scope, "Words"))
              .isEqualTo("asked=100 near=99 database=1 batches=1 fills=1");
        }
      }
    }

    @Test
    void whileLoading_keepTheValueOut() {
      try (Twofold twofold = engine(POLICY)) {
        words.runInside(() -> tier.invalidate(Invalidation.ofKeys(Set.of(FIRST)), BUDGET));
        assertThat(read(twofold, 1L)).isEqualTo("asked=1 database=1 batches=1 refused=1");
        words.recover();

        assertThat(read(twofold, 1L)).isEqualTo("asked=1 database=1 batches=1 fills=1");
        assertThat(read(twofold, 1L)).isEqualTo("asked=1 near=1");
      }
    }

    @Test
    void ofATag_dropWhatHasIt() {
      try (Twofold twofold = engine(POLICY)) {
        try (LoadScope scope = twofold.open()) {
          scope.findAll(Words.class, keys(1, 4));
        }
        tier.invalidate(new Invalidation(Set.of(), Set.of(), Set.of(), Set.of("even")), BUDGET);
        try (LoadScope scope = twofold.open()) {
          scope.findAll(Words.class, keys(1, 4));

          assertThat(Costs.of(scope, "Words"))
              .isEqualTo("asked=4 near=2 database=2 batches=1 fills=2");
        }
      }
    }

    @Test
    void ofATag_dropWhatWasReadFromTheDistributedTier() {
      try (Twofold filling =
              engine(POLICY, tier.node(), new InMemoryNearTier(NearReadTest.this::nanoTime));
          Twofold twofold = engine(POLICY)) {
        read(filling, 2L);
        assertThat(read(twofold, 2L)).isEqualTo("asked=1 distributed=1");
        tier.invalidate(new Invalidation(Set.of(), Set.of(), Set.of(), Set.of("even")), BUDGET);

        assertThat(read(twofold, 2L)).isEqualTo("asked=1 database=1 batches=1 fills=1");
      }
    }

    @Test
    void ofARegion_dropAll() {
      try (Twofold twofold = engine(POLICY)) {
        read(twofold, 1L);
        tier.invalidate(new Invalidation(Set.of(), Set.of(), Set.of("default"), Set.of()), BUDGET);

        assertThat(read(twofold, 1L)).isEqualTo("asked=1 database=1 batches=1 fills=1");
      }
    }
  }

  @Nested
  class WithoutADistributedTier {

    @Test
    void value_isKeptByReferenceAndNeedsNoCodec() {
      try (Twofold twofold = engine(POLICY, null, near);
          LoadScope first = twofold.open();
          LoadScope second = twofold.openUnbound(ParameterValues.none())) {
        String loaded = first.require(Words.class, 1L);

        assertThat(second.require(Words.class, 1L)).isSameAs(loaded);
        assertThat(Costs.of(first, "Words")).isEqualTo("asked=1 database=1 batches=1");
        assertThat(Costs.of(second, "Words")).isEqualTo("asked=1 near=1");
      }
    }

    @Test
    void absence_isRemembered() {
      try (Twofold twofold = engine(POLICY, null, near)) {
        read(twofold, 999L);

        assertThat(read(twofold, 999L)).isEqualTo("asked=1 knownAbsent=1");
      }
    }

    @Test
    void invalidatedWhileLoading_isNotKept() {
      try (Twofold twofold = engine(POLICY, null, near);
          LoadScope writer = twofold.openUnbound(ParameterValues.none())) {
        words.runInside(() -> writer.invalidate(Words.class, List.of(1L)));
        read(twofold, 1L);
        words.recover();

        assertThat(read(twofold, 1L)).isEqualTo("asked=1 database=1 batches=1");
      }
    }

    @Test
    void regionWithAHoldOff_isNotKept() {
      RegionPolicy lagging = POLICY.withHoldOff(Duration.ofSeconds(5));
      try (Twofold twofold = engine(lagging, null, near)) {
        read(twofold, 1L);

        assertThat(read(twofold, 1L)).isEqualTo("asked=1 database=1 batches=1");
      }
    }
  }

  private static final class Words extends RecordingLoader<Long, String> {

    Words() {
      super(
          new ConcurrentHashMap<>(
              LongStream.rangeClosed(1, 100)
                  .boxed()
                  .collect(
                      Collectors.<Long, Long, String>toMap(
                          Function.identity(), key -> "word " + key))));
    }

    @Override
    public Set<String> tags(Long key) {
      return key % 2 == 0 ? Set.of("even") : Set.of();
    }
  }
}
