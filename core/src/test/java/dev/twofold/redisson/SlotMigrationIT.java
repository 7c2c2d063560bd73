package dev.twofold.redisson;

import static dev.twofold.testing.TierKeys.GROUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.twofold.error.TierException;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.testing.RedisCluster;
import dev.twofold.testing.RedisCluster.SlotMove;
import dev.twofold.testing.TierKeys;
import dev.twofold.tier.Fill;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;

/** A partition moves to another master of a cluster while it is used. */
final class SlotMigrationIT {

  private static final Duration BUDGET = Duration.ofSeconds(5);
  private static RedisCluster cluster;

  private RedissonClient client;
  private TestNode node;
  private TestNode other;
  private List<TierKey> all;
  private List<TierKey> moving;
  private List<TierKey> staying;
  private String control;
  private @Nullable SlotMove move;

  @BeforeAll
  static void startCluster() {
    cluster = new RedisCluster();
  }

  @BeforeEach
  void fill() {
    cluster.flush();
    client = Redisson.create(cluster.config());
    node = open();
    other = open();
    List<TierKey> keys = IntStream.range(0, 300).mapToObj(TierKeys::key).toList();
    int partition = partition(keys.get(0));
    control = Layout.of("app", true).control(partition);
    moving = keys.stream().filter(key -> partition(key) == partition).toList();
    staying = keys.stream().filter(key -> partition(key) != partition).limit(50).toList();
    all = IntStream.range(0, 300).mapToObj(TierKeys::key).filter(this::isUsed).toList();
    node.put(all);
    assertThat(moving).hasSizeGreaterThan(2);
  }

  private TestNode open() {
    return new TestNode(RedissonTier.of(client), TestNode.QUIET, TestNode.USE).awaitListening();
  }

  private boolean isUsed(TierKey key) {
    return moving.contains(key) || staying.contains(key);
  }

  private int partition(TierKey key) {
    return node.tier.partition(GROUP.loader(), key.id());
  }

  private static String name(TierKey key) {
    Layout layout = Layout.of("app", true);
    return layout.entry(layout.partition(key), key);
  }

  @AfterEach
  void close() {
    if (move != null) {
      move.moveRest();
      move.finish();
    }
    node.close();
    other.close();
    client.shutdown();
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  private static long hits(List<Lookup> answers) {
    return answers.stream().filter(Lookup.Hit.class::isInstance).count();
  }

  private static Invalidation stale(TierKey key) {
    return Invalidation.ofKeys(Set.of(key.stale()));
  }

  private void assertAllThereInOneScriptForEachPartition() {
    assertThat(hits(other.claim(all))).isEqualTo(all.size());
    cluster.resetCounts();
    assertThat(hits(other.claim(all))).isEqualTo(all.size());
    long partitions = all.stream().map(this::partition).distinct().count();
    assertThat(cluster.commandCounts()).containsEntry("evalsha", partitions);
  }

  @Test
  void nothingMovedYet_everythingWorksWhereItIs() {
    move = cluster.beginMove(control);
    assertThat(hits(other.claim(all))).isEqualTo(all.size());
    move.moveRest();
    move.finish();
    assertAllThereInOneScriptForEachPartition();
  }

  /** The source has some keys of the script, the target the others: neither can execute it. */
  @Test
  void halfMoved_isMissing_andTheRestIsThere() {
    move = cluster.beginMove(control);
    move.move(name(moving.get(0)));

    // Other partitions of that master may be missed once, while the client learns of the move.
    await()
        .untilAsserted(
            () -> {
              List<Lookup> answers = other.claim(all);
              assertThat(answers).hasOnlyElementsOfTypes(Lookup.Hit.class, Lookup.Unknown.class);
              assertThat(hits(answers))
                  .isGreaterThanOrEqualTo(staying.size())
                  .isLessThan(all.size());
            });
    assertThatThrownBy(() -> node.tier.invalidate(stale(moving.get(0)), Duration.ofMillis(500)))
        .isInstanceOf(TierException.class)
        .hasMessageContaining("an invalidation of 1 key");
    assertThatThrownBy(
            () -> node.tier.begin(stale(moving.get(0)), TestNode.HOUR, Duration.ofMillis(500)))
        .isInstanceOf(TierException.class);

    move.moveRest();
    move.finish();
    assertAllThereInOneScriptForEachPartition();
    node.tier.invalidate(stale(moving.get(0)), BUDGET);
    assertThat(other.claim(moving.get(0))).isInstanceOf(Lookup.Granted.class);
  }

  @Test
  void allMovedButNotHandedOver_theSourceSendsOnToTheTarget() {
    move = cluster.beginMove(control);
    move.moveRest();

    assertThat(hits(other.claim(all))).isEqualTo(all.size());
    node.tier.invalidate(stale(moving.get(0)), BUDGET);
    move.finish();

    assertThat(other.claim(moving.get(0))).isInstanceOf(Lookup.Granted.class);
  }

  @Test
  void invalidatedBetweenLeaseAndFill_isNotFilledByTheNewMaster() {
    TierKey key = moving.get(0);
    node.tier.invalidate(stale(key), BUDGET);
    List<Fill> fills = other.fills(List.of(key));
    move = cluster.beginMove(control);
    move.moveRest();
    move.finish();
    node.tier.invalidate(stale(key), BUDGET);

    assertThat(other.accepts(fills.get(0))).isFalse();
    other.put(List.of(key));
    assertThat(node.get(key)).isInstanceOf(Lookup.Hit.class);
  }

  @Test
  void leaseThatMoved_stillFills() {
    TierKey key = moving.get(0);
    node.tier.invalidate(stale(key), BUDGET);
    List<Fill> fills = other.fills(List.of(key));
    move = cluster.beginMove(control);
    move.moveRest();
    move.finish();

    assertThat(other.accepts(fills.get(0))).isTrue();
    assertAllThereInOneScriptForEachPartition();
  }
}
