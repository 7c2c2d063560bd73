package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.Loaders.Names;
import dev.twofold.Loaders.Titles;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Costs;
import dev.twofold.testing.FlakyTier;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.tier.Bracket;
import dev.twofold.tier.Claim;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.Fill;
import dev.twofold.tier.FillRight;
import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.FillRight.Vantage;
import dev.twofold.tier.Filled;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.TierListener;
import dev.twofold.tier.TierUse;
import dev.twofold.tier.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A tier that fails costs its time and nothing else. */
class TierFailureTest {

  private final Names names = new Names(10);
  private final Titles titles = new Titles(10);
  private final InMemoryTier tier = new InMemoryTier();
  private final FlakyTier flaky = new FlakyTier(tier);
  private final Twofold twofold =
      Twofold.builder().distributed(flaky).register(names, titles).build();
  private final LoadScope scope = twofold.open();

  @AfterEach
  void close() {
    scope.close();
    twofold.close();
  }

  @Test
  void get_fails_pageAnswersAndTheTierIsLeftOutForTheRestOfTheRequest() {
    flaky.failNext(1);

    assertThat(scope.findAll(Names.class, List.of(1L, 2L)).inOrder()).hasSize(2);
    assertThat(scope.findAll(Titles.class, List.of(1L, 2L)).inOrder()).hasSize(2);

    assertThat(flaky.failures()).isEqualTo(1);
    assertThat(tier.multiGets()).isZero();
    assertThat(tier.multiSets()).isZero();
    assertThat(Costs.of(scope)).isEqualTo("waves=2 multiGets=1 distributedFailures=1 skipped=1");
    assertThat(Costs.of(scope, "Names")).isEqualTo("asked=2 database=2 batches=1");
  }

  @Test
  void get_failed_theNextRequestTriesAgain() {
    flaky.failNext(1);
    scope.find(Names.class, 1L);
    try (LoadScope next = twofold.open()) {
      next.find(Names.class, 1L);

      assertThat(Costs.of(next)).isEqualTo("waves=1 multiGets=1 multiSets=1");
    }
  }

  @Test
  void set_fails_pageAnswers() {
    names.runInside(() -> flaky.failNext(1));

    assertThat(scope.find(Names.class, 1L)).contains("name 1");

    assertThat(Costs.of(scope)).isEqualTo("waves=1 multiGets=1 multiSets=1 distributedFailures=1");
    assertThat(Costs.of(scope, "Names")).isEqualTo("asked=1 database=1 batches=1");
    assertThat(tier.contents()).isEmpty();
  }

  @Test
  void dead_handlesOfManyLoaders_waitForItOnce() {
    flaky.fail();
    scope.lazy(Names.class, 1L);
    scope.lazy(Titles.class, 1L).find();
    scope.find(Names.class, 2L);

    assertThat(flaky.failures()).isEqualTo(1);
  }

  @Test
  void shortAnswer_isAFailure() {
    fill();
    flaky.answerShort();

    assertThat(scope.findAll(Names.class, List.of(1L, 2L)).inOrder()).hasSize(2);

    assertThat(Costs.of(scope)).isEqualTo("waves=1 multiGets=1 distributedFailures=1");
    assertThat(Costs.of(scope, "Names")).isEqualTo("asked=2 database=2 batches=1");
  }

  @Test
  void uncheckedException_isAFailure() {
    flaky.throwUnchecked();

    assertThat(scope.find(Names.class, 1L)).contains("name 1");
    assertThat(scope.stats().distributedFailures()).isEqualTo(1);
  }

  @Test
  void nullAnswers_areMisses() {
    DistributedTier broken = new NullTier();
    try (Twofold other = Twofold.builder().distributed(broken).register(names).build();
        LoadScope inner = other.open()) {
      assertThat(inner.find(Names.class, 1L)).contains("name 1");
    }
  }

  @Test
  void error_reachesTheCaller() {
    DistributedTier broken =
        new NullTier() {
          @Override
          public List<Lookup> getAll(List<TierKey> keys, Claim claim, Duration budget) {
            throw new AssertionError("broken");
          }
        };
    try (Twofold other = Twofold.builder().distributed(broken).register(names).build();
        LoadScope inner = other.open()) {
      assertThatThrownBy(() -> inner.find(Names.class, 1L)).isInstanceOf(AssertionError.class);
      Costs.check(inner.stats());
    }
  }

  @Test
  void peek_withADeadTier_isEmpty() {
    flaky.fail();

    assertThat(scope.peek(Names.class, 1L)).isEmpty();
    assertThat(names.batches()).isEmpty();
  }

  @Test
  void budget_isThatOfTheSettings() {
    Duration budget = Duration.ofMillis(123);
    NullTier recording =
        new NullTier() {
          @Override
          public List<Lookup> getAll(List<TierKey> keys, Claim claim, Duration budget) {
            super.getAll(keys, claim, budget);
            return keys.stream()
                .<Lookup>map(key -> new Lookup.Granted(new Lease(key, new Token(1, 1)), false))
                .toList();
          }
        };
    try (Twofold other =
            Twofold.builder()
                .distributed(recording)
                .settings(TwofoldSettings.builder().distributedBudget(budget).build())
                .register(names)
                .build();
        LoadScope inner = other.open()) {
      inner.find(Names.class, 1L);
      inner.invalidate(Names.class, List.of(1L));
    }
    assertThat(recording.budgets).containsExactly(budget, budget, budget);
  }

  private void fill() {
    try (LoadScope other = twofold.open()) {
      other.findAll(Names.class, List.of(1L, 2L));
    }
  }

  /** Answers null for every key, which no tier may. */
  private static class NullTier implements DistributedTier {
    private final List<Duration> budgets = new ArrayList<>();

    @Override
    public void start(TierUse use, TierListener listener) {}

    @Override
    public int partitions() {
      return 1;
    }

    @Override
    public int partition(String loader, String id) {
      return 0;
    }

    @Override
    @SuppressWarnings("NullAway")
    public List<Lookup> getAll(List<TierKey> keys, Claim claim, Duration budget) {
      budgets.add(budget);
      return Collections.nCopies(keys.size(), null);
    }

    @Override
    public Vantage vantage() {
      return new Vantage(List.of(FillRight.UNKNOWN));
    }

    @Override
    public Filled putAll(
        List<Fill> fills, List<Lease> unused, List<TierKey> awaited, Duration budget) {
      budgets.add(budget);
      return new Filled(new BitSet(), List.of());
    }

    @Override
    public void invalidate(Invalidation stale, Duration budget) {
      budgets.add(budget);
    }

    @Override
    public Bracket begin(Invalidation stale, Duration hold, Duration budget) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void end(Bracket bracket, Invalidation others, Duration budget) {}

    @Override
    public void withdraw(Bracket bracket, Duration budget) {}

    @Override
    public void close() {}
  }
}
