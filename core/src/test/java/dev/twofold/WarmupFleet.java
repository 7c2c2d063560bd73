package dev.twofold;

import dev.twofold.internal.engine.EngineBuilder;
import dev.twofold.internal.invalidation.ManualScheduler;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.settings.WarmupPolicy;
import dev.twofold.testing.Costs;
import dev.twofold.testing.FlakyTier;
import dev.twofold.testing.InMemoryNearTier;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.ManualTime;
import dev.twofold.testing.RecordingLoader;
import dev.twofold.warmup.WarmupPlan;
import dev.twofold.warmup.WarmupProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Nodes that warm, on one tier and one clock that a test moves. Not thread-safe. */
final class WarmupFleet {

  static final Duration TICK = Duration.ofMillis(100);

  final ManualTime time = new ManualTime();
  final InMemoryTier tier = new InMemoryTier(time);
  private final List<Member> members = new ArrayList<>();
  NearPolicy near = NearPolicy.DEFAULT;
  UnaryOperator<WarmupPolicy> policy = warmup -> warmup.withKeysPerSecond(1_000_000);

  static List<Long> keys(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  static final class Words extends RecordingLoader<Long, String> {
    Words() {
      super(
          LongStream.rangeClosed(1, 1_000)
              .boxed()
              .collect(
                  Collectors.toMap(
                      id -> id, id -> "word " + id, (a, b) -> a, ConcurrentHashMap::new)));
    }
  }

  static final class Lengths extends RecordingLoader<String, Integer> {
    Lengths() {
      super(
          LongStream.rangeClosed(1, 1_000)
              .mapToObj(id -> "word " + id)
              .collect(
                  Collectors.toMap(
                      word -> word, String::length, (a, b) -> a, ConcurrentHashMap::new)));
    }
  }

  /** One node. */
  final class Member {
    final Words words = new Words();
    final Lengths lengths = new Lengths();
    final ManualScheduler scheduler = new ManualScheduler();
    final FlakyTier flaky = new FlakyTier(tier.node());
    final List<WarmupProgress> told = new ArrayList<>();
    final Twofold twofold;

    private Member(Consumer<Twofold.Builder> options) {
      EngineBuilder builder =
          new EngineBuilder()
              .scheduler(scheduler)
              .nanoTime(WarmupFleet.this::nanoTime)
              .sample(() -> true);
      builder
          .near(new InMemoryNearTier(WarmupFleet.this::nanoTime))
          .distributed(flaky)
          .settings(
              TwofoldSettings.builder()
                  .application("test")
                  .region("default", RegionPolicy.DEFAULT.withJitter(0).withNear(near))
                  .warmup(policy)
                  .build())
          .register(words, lengths)
          .observeWarmups(told::add);
      options.accept(builder);
      twofold = builder.build();
    }

    WarmupProgress progress(String plan) {
      return twofold.warmups().progress(plan);
    }

    /** What a request for some words costs. */
    String read(long first, long last) {
      try (LoadScope scope = twofold.open()) {
        scope.findAll(Words.class, keys(first, last));
        return Costs.of(scope, "Words");
      }
    }

    /** It does nothing any more and says nothing, as if it was killed. */
    void kill() {
      members.remove(this);
    }

    /** It ends as it should. */
    void close() {
      members.remove(this);
      twofold.close();
    }
  }

  long nanoTime() {
    return Duration.between(Instant.EPOCH, time.instant()).toNanos();
  }

  Member member(Consumer<Twofold.Builder> options) {
    Member member = new Member(options);
    members.add(member);
    return member;
  }

  /** A node with a plan for all words. */
  Member planned(UnaryOperator<WarmupPlan<Long>> plan) {
    return member(
        builder -> builder.warmUp(plan.apply(WarmupPlan.of("words", Words.class, keys(1, 1_000)))));
  }

  /** Moves the clocks of all, a little at a time. */
  void advance(Duration duration) {
    for (Duration passed = Duration.ZERO;
        passed.compareTo(duration) < 0;
        passed = passed.plus(TICK)) {
      time.advance(TICK);
      List.copyOf(members).forEach(member -> member.scheduler.advance(TICK));
    }
  }

  /** Does what is due now. */
  void work() {
    List.copyOf(members).forEach(member -> member.scheduler.advance(Duration.ZERO));
  }
}
