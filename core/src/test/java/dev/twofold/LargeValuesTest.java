package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.region.Consistency;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.Region;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryNearTier;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.RecordingLoader;
import dev.twofold.tier.DistributedTier;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where values are kept that are too large for a tier. */
class LargeValuesTest {

  private static final int ON_HEAP = 1_000;
  private static final int SHARED = 5_000;
  private static final int BELOW_HEAP = 50_000;
  private static final NearPolicy NEAR =
      NearPolicy.DEFAULT
          .withDiskBytes(32L * BELOW_HEAP)
          .withHeapValueBytes(ON_HEAP)
          .withDiskValueBytes(BELOW_HEAP);
  private static final RegionPolicy POLICY =
      new RegionPolicy(Duration.ofMinutes(10), Duration.ofSeconds(30), 0, SHARED);
  private static final StaleKey FIRST =
      new StaleKey("test:Words", "1", new Region("default", Consistency.AVAILABLE, Duration.ZERO));

  private final InMemoryTier tier = new InMemoryTier();
  private final InMemoryNearTier near = new InMemoryNearTier();
  private final Words words = new Words();

  private Twofold engine(NearPolicy policy, @Nullable DistributedTier distributed) {
    Twofold.Builder builder = Twofold.builder().near(near).register(words);
    if (distributed != null) {
      builder.distributed(distributed);
    }
    return builder
        .settings(
            TwofoldSettings.builder()
                .application("test")
                .region("default", POLICY.withNear(policy))
                .build())
        .build();
  }

  /** What it costs to read the first word. */
  private static String read(Twofold twofold) {
    try (LoadScope scope = twofold.open()) {
      scope.require(Words.class, 1L);
      return Costs.of(scope, "Words") + "; " + Costs.of(scope);
    }
  }

  private void writeWordOf(int length) {
    words.data().put(1L, "x".repeat(length));
  }

  @Test
  void smallValue_isOnTheHeapAndShared() {
    writeWordOf(ON_HEAP / 2);
    try (Twofold twofold = engine(NEAR, tier.node())) {
      assertThat(read(twofold))
          .isEqualTo("asked=1 database=1 batches=1 fills=1; waves=1 multiGets=1 multiSets=1");
      assertThat(near.region("default").size()).isEqualTo(1);
      assertThat(tier.keysSet()).isEqualTo(1);
      assertThat(read(twofold)).isEqualTo("asked=1 near=1; waves=1");
    }
  }

  @Test
  void largerThanTheHeapAllows_isBelowItAndShared() {
    writeWordOf(SHARED - 10);
    try (Twofold twofold = engine(NEAR, tier.node())) {
      assertThat(read(twofold))
          .isEqualTo("asked=1 database=1 batches=1 fills=1; waves=1 multiGets=1 multiSets=1");
      assertThat(near.region("default").size()).isZero();
      assertThat(tier.keysSet()).isEqualTo(1);
      assertThat(read(twofold)).isEqualTo("asked=1 near=1; waves=1");
      assertThat(near.region("default").size()).isZero();
    }
  }

  @Test
  void largerThanTheDistributedTierAllows_isBelowTheHeapOnly() {
    writeWordOf(BELOW_HEAP - 10);
    try (Twofold twofold = engine(NEAR, tier.node())) {
      assertThat(read(twofold))
          .isEqualTo("asked=1 database=1 batches=1; waves=1 multiGets=1 multiSets=1");
      assertThat(tier.keysSet()).isZero();
      assertThat(tier.leases()).isZero();
      assertThat(read(twofold)).isEqualTo("asked=1 near=1; waves=1");
    }
  }

  @Test
  void largerThanAnyTierAllows_isLoadedEachTimeAndCounted() {
    writeWordOf(BELOW_HEAP + 1);
    try (Twofold twofold = engine(NEAR, tier.node())) {
      String cost = "asked=1 database=1 batches=1 oversized=1; waves=1 multiGets=1 multiSets=1";
      assertThat(read(twofold)).isEqualTo(cost);
      assertThat(read(twofold)).isEqualTo(cost);
      assertThat(tier.leases()).isZero();
    }
  }

  @Test
  void limitOfTheDistributedTier_concernsNothingWhereThereIsNone() {
    writeWordOf(BELOW_HEAP - 10);
    try (Twofold twofold = engine(NEAR, null)) {
      assertThat(read(twofold)).isEqualTo("asked=1 database=1 batches=1; waves=1");
      assertThat(read(twofold)).isEqualTo("asked=1 near=1; waves=1");
    }
  }

  @Test
  void invalidatedWhileItIsLoaded_isNotKept() {
    writeWordOf(BELOW_HEAP - 10);
    try (Twofold twofold = engine(NEAR, tier.node())) {
      words.runInside(
          () -> tier.invalidate(Invalidation.ofKeys(Set.of(FIRST)), Duration.ofSeconds(1)));
      assertThat(read(twofold)).startsWith("asked=1 database=1 batches=1 refused=1;");
      words.recover();

      assertThat(read(twofold)).startsWith("asked=1 database=1 batches=1;");
      assertThat(read(twofold)).isEqualTo("asked=1 near=1; waves=1");
    }
  }

  /** As after an invalidation whose message is still on its way. */
  @Test
  void leaseLostWhileItIsLoaded_isNotKept() {
    writeWordOf(BELOW_HEAP - 10);
    try (Twofold twofold = engine(NEAR, tier.node())) {
      words.runInside(tier::loseLeases);
      assertThat(read(twofold)).startsWith("asked=1 database=1 batches=1 refused=1;");

      assertThat(read(twofold)).startsWith("asked=1 database=1 batches=1");
    }
  }

  @Test
  void invalidatedByAnotherNode_isLoadedAgain() {
    writeWordOf(BELOW_HEAP - 10);
    try (Twofold twofold = engine(NEAR, tier.node())) {
      read(twofold);

      tier.invalidate(Invalidation.ofKeys(Set.of(FIRST)), Duration.ofSeconds(1));

      assertThat(read(twofold)).startsWith("asked=1 database=1 batches=1;");
    }
  }

  @Test
  void becomesLarge_theSmallOneIsGoneFromTheDistributedTier() {
    writeWordOf(10);
    try (Twofold twofold = engine(NEAR, tier.node())) {
      read(twofold);
      writeWordOf(BELOW_HEAP - 10);
      try (LoadScope scope = twofold.open()) {
        scope.refresh(Words.class, 1L);
      }

      assertThat(tier.contents()).isEmpty();
      assertThat(read(twofold)).isEqualTo("asked=1 near=1; waves=1");
    }
  }

  private static final class Words extends RecordingLoader<Long, String> {
    Words() {
      super(new ConcurrentHashMap<>());
    }
  }
}
