package dev.twofold;

import static dev.twofold.WarmupFleet.keys;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.WarmupFleet.Member;
import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.LoadContext;
import dev.twofold.testing.Costs;
import dev.twofold.tier.SharedNotes;
import dev.twofold.warmup.WarmupProgress;
import dev.twofold.warmup.WarmupState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a new node learns from those that have been read from. */
class HotKeysTest {

  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final String PLAN = "hot keys of Words";

  private final WarmupFleet fleet = new WarmupFleet();

  @BeforeEach
  void learn() {
    fleet.policy = warmup -> warmup.withKeysPerSecond(1_000_000).withHotKeys(20);
  }

  private Member member() {
    return fleet.member(builder -> {});
  }

  private static void read(Member node, int times, long first, long last) {
    for (int i = 0; i < times; i++) {
      node.read(first, last);
    }
  }

  @Test
  void newNode_warmsWhatTheOthersReadMost() {
    Member first = member();
    Member second = member();
    read(first, 5, 1, 10);
    read(second, 5, 11, 20);
    read(second, 1, 100, 160);
    fleet.advance(INTERVAL);
    fleet.tier.resetCounts();

    Member third = member();
    fleet.work();

    WarmupProgress progress = third.progress(PLAN);
    assertThat(progress.state()).isEqualTo(WarmupState.DONE);
    assertThat(progress.warm()).isEqualTo(20);
    assertThat(third.words.batches()).isEmpty();
    assertThat(fleet.tier.multiGets()).isEqualTo(1);
    assertThat(third.read(1, 20)).isEqualTo("asked=20 near=20");
    assertThat(fleet.tier.keysAsked()).as("only for warming").isEqualTo(20);
  }

  @Test
  void counts_ofSeveralNodes_areAdded() {
    fleet.policy = warmup -> warmup.withKeysPerSecond(1_000_000).withHotKeys(1);
    Member first = member();
    Member second = member();
    read(first, 3, 1, 1);
    read(first, 2, 2, 2);
    read(second, 3, 3, 3);
    read(second, 2, 2, 2);
    fleet.advance(INTERVAL);

    Member third = member();
    fleet.work();

    assertThat(third.read(2, 2)).isEqualTo("asked=1 near=1");
    assertThat(third.progress(PLAN).done()).isEqualTo(1);
  }

  @Test
  void whatWasReadLongAgo_makesRoom() {
    fleet.policy = warmup -> warmup.withKeysPerSecond(1_000_000).withHotKeys(1);
    Member node = member();
    read(node, 8, 1, 1);
    fleet.advance(INTERVAL);
    read(node, 3, 2, 2);
    fleet.advance(INTERVAL);
    read(node, 3, 2, 2);
    fleet.advance(INTERVAL);

    Member next = member();
    fleet.work();

    assertThat(next.read(2, 2)).isEqualTo("asked=1 near=1");
  }

  @Test
  void nodeThatIsGone_isForgottenAfterAnHour() {
    Member first = member();
    read(first, 5, 1, 10);
    fleet.advance(INTERVAL);
    first.close();
    fleet.advance(Duration.ofMinutes(59));
    Member early = member();
    fleet.work();
    assertThat(early.progress(PLAN).done()).isEqualTo(10);
    early.close();
    fleet.advance(Duration.ofMinutes(2));

    Member late = member();
    fleet.work();

    assertThat(late.progress(PLAN).done()).isZero();
  }

  @Test
  void warming_isNotLearnedFrom() {
    Member first = member();
    read(first, 5, 1, 10);
    fleet.advance(INTERVAL);
    Member second = member();
    fleet.advance(INTERVAL);

    assertThat(second.progress(PLAN).done()).isEqualTo(10);
    assertThat(second.twofold.warmups().stats().sampled()).isZero();
    assertThat(second.twofold.warmups().stats().published()).isZero();
    assertThat(first.twofold.warmups().stats().sampled()).isEqualTo(50);
    assertThat(first.twofold.warmups().stats().published()).as("nothing new").isEqualTo(1);
  }

  @Test
  void notesOfOthers_thatCannotBeRead_areIgnored() {
    Member first = member();
    read(first, 5, 1, 10);
    fleet.advance(INTERVAL);
    SharedNotes notes = fleet.tier.notes();
    for (String board : fleet.tier.boards()) {
      notes.pin(board, "not in Base64!", INTERVAL, INTERVAL);
      requireNonNull(fleet.tier.node().notes()).pin(board, "AAAA", INTERVAL, INTERVAL);
    }

    Member second = member();
    fleet.work();

    assertThat(second.progress(PLAN).state()).isEqualTo(WarmupState.DONE);
    assertThat(second.progress(PLAN).done()).isEqualTo(10);
  }

  @Test
  void sharedTierThatFails_isToldLater() {
    Member node = member();
    read(node, 5, 1, 10);
    node.flaky.fail();
    fleet.advance(INTERVAL);
    assertThat(node.twofold.warmups().stats().published()).isZero();
    node.flaky.recover();
    read(node, 1, 1, 10);
    fleet.advance(INTERVAL);

    assertThat(node.twofold.warmups().stats().published()).isEqualTo(1);
  }

  @Test
  void sharedTierThatFailsAtStart_isWaitedFor() {
    Member first = member();
    read(first, 5, 1, 10);
    fleet.advance(INTERVAL);
    Member second = member();
    second.flaky.fail();
    fleet.advance(Duration.ofMinutes(1));
    assertThat(second.progress(PLAN).state()).isEqualTo(WarmupState.HELD);

    second.flaky.recover();
    fleet.advance(Duration.ofSeconds(2));
    assertThat(second.progress(PLAN).state()).isEqualTo(WarmupState.DONE);
    assertThat(second.progress(PLAN).done()).isEqualTo(10);
  }

  @Test
  void withoutTheSetting_nothingIsLearned() {
    fleet.policy = warmup -> warmup;
    Member node = member();
    read(node, 5, 1, 10);
    fleet.advance(INTERVAL);

    assertThat(node.twofold.warmups().stats().sampled()).isZero();
    assertThat(node.twofold.warmups().progress()).isEmpty();
    assertThat(fleet.tier.boards()).isEmpty();
  }

  record Both(Long one, String other) {}

  static final class Pairs extends BatchLoader<List<Both>, String> {
    @Override
    public Map<List<Both>, String> loadAll(Set<List<Both>> keys, LoadContext context) {
      return keys.stream().collect(Collectors.toMap(key -> key, Object::toString));
    }
  }

  @Test
  void keysThatAreRecords_travelToo() {
    List<Both> key = List.of(new Both(1L, "a"), new Both(2L, "(,)"));
    Member first = fleet.member(builder -> builder.register(new Pairs()));
    try (LoadScope scope = first.twofold.open()) {
      scope.require(Pairs.class, key);
    }
    fleet.advance(INTERVAL);

    Member second = fleet.member(builder -> builder.register(new Pairs()));
    fleet.work();

    assertThat(second.progress("hot keys of Pairs").warm()).isEqualTo(1);
    try (LoadScope scope = second.twofold.open()) {
      scope.require(Pairs.class, key);
      assertThat(Costs.of(scope, "Pairs")).isEqualTo("asked=1 near=1");
    }
  }

  @Test
  void keys_areWarmedInBatches() {
    fleet.policy = warmup -> warmup.withKeysPerSecond(1_000_000).withHotKeys(250);
    Member first = member();
    read(first, 2, 1, 250);
    fleet.advance(INTERVAL);
    fleet.tier.evictAll();

    Member second = member();
    fleet.advance(Duration.ofSeconds(1));

    assertThat(second.words.batchSizes()).containsExactly(100, 100, 50);
    assertThat(second.words.batches().stream().flatMap(Set::stream))
        .containsExactlyInAnyOrderElementsOf(keys(1, 250));
  }
}
