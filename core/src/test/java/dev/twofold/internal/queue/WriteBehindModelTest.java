package dev.twofold.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.internal.queue.Steps.Killed;
import dev.twofold.settings.QueuePolicy;
import dev.twofold.testing.InMemoryQueueStore;
import dev.twofold.testing.ManualTime;
import dev.twofold.write.QueuedWrite;
import dev.twofold.write.WriteBehind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;

/**
 * Generated programs of two nodes that queue and write behind. Either may die at any step, or be
 * held up at one while the other takes over; keys are refused, the database and the queue go away
 * and come back. When all is well again and dead letters are replayed, each sum is exact, and a log
 * has each write once and in order.
 */
@Tag("generated")
class WriteBehindModelTest {

  private static final int KEYS = 5;
  private static final Duration LEASE = Duration.ofSeconds(1);
  private static final int MOST_ROUNDS = 2_000;

  private sealed interface Op {}

  private record Add(int node, int key, int times) implements Op {}

  private record Round(int node) implements Op {}

  private record Kill(int node, int after) implements Op {}

  private record HoldUp(int node, int after) implements Op {}

  private record Refuse(int key, boolean refused) implements Op {}

  private record DatabaseAway(boolean away) implements Op {}

  private record QueueAway(boolean away) implements Op {}

  private record Advance(long millis) implements Op {}

  private static final QueuePolicy POLICY =
      QueuePolicy.DEFAULT
          .withPartitions(2)
          .withBatch(4)
          .withInterval(Duration.ofMillis(10))
          .withAttempts(2)
          .withBackOff(Duration.ofMillis(10))
          .withLongestBackOff(Duration.ofMillis(100))
          .withLease(LEASE);

  /** Two nodes on one queue and one database. */
  private static final class World {

    final ManualTime time = new ManualTime();
    final InMemoryQueueStore store = new InMemoryQueueStore(time);
    final Ledger ledger = new Ledger();
    final WriteBehind<Integer, Long> definition;
    final QueueNode[] nodes = new QueueNode[2];
    final boolean[] busy = new boolean[2];
    final Map<Integer, List<Long>> added = new TreeMap<>();
    private long next;

    World(boolean coalescing) {
      definition =
          coalescing
              ? WriteBehind.coalescing("q", Integer.class, Long.class, Long::sum, ledger)
              : WriteBehind.log("q", Integer.class, Long.class, ledger);
      start(0);
      start(1);
    }

    void start(int node) {
      nodes[node] = new QueueNode(store, definition, POLICY, time);
    }

    void run(Op op) {
      if (op instanceof Add add) {
        add(add);
      } else if (op instanceof Round round) {
        round(round.node());
      } else if (op instanceof Kill kill) {
        nodes[kill.node()].steps.killAfter(kill.after());
      } else if (op instanceof HoldUp hold) {
        nodes[hold.node()].steps.after(hold.after(), () -> overtake(hold.node()));
      } else if (op instanceof Refuse refuse) {
        ledger.refuse(refuse.key(), refuse.refused());
      } else if (op instanceof DatabaseAway database) {
        ledger.away(database.away());
      } else if (op instanceof QueueAway queue) {
        away(queue.away());
      } else if (op instanceof Advance advance) {
        time.advance(Duration.ofMillis(advance.millis()));
      }
    }

    private void away(boolean away) {
      if (away) {
        store.fail();
      } else {
        store.recover();
      }
    }

    private void add(Add add) {
      List<QueuedWrite<Integer, Long>> writes = new ArrayList<>();
      for (int i = 0; i < add.times(); i++) {
        writes.add(new QueuedWrite<>(add.key(), ++next));
      }
      store.recover(); // else it would be written at once, which is another story
      nodes[add.node()].addAll(writes);
      List<Long> all = added.computeIfAbsent(add.key(), key -> new ArrayList<>());
      writes.forEach(write -> all.add(write.value()));
    }

    /** A node has one thread: while it is held up it makes no other round. */
    void round(int node) {
      if (busy[node]) {
        return;
      }
      busy[node] = true;
      try {
        nodes[node].round();
      } catch (Throwable e) {
        if (!(e instanceof Killed)) {
          throw e;
        }
        start(node);
      } finally {
        busy[node] = false;
      }
    }

    /** While a node is held up its lease ends, and the other one goes on. */
    private void overtake(int node) {
      time.advance(LEASE.multipliedBy(2));
      round(1 - node);
    }

    /** All is well again. */
    void heal() {
      ledger.takeAll();
      store.recover();
      start(0);
      start(1);
      int rounds = 0;
      do {
        time.advance(LEASE);
        round(0);
        store.deadLetters("q", LEASE).replay(1_000);
      } while (store.length("q", 2, LEASE) > 0 && rounds++ < MOST_ROUNDS);
      assertThat(rounds).isLessThan(MOST_ROUNDS);
    }
  }

  @Property(tries = 2_000)
  void counters_areExact(@ForAll("programs") List<Op> program) {
    World world = new World(true);
    program.forEach(world::run);
    world.heal();

    Map<Integer, Long> sums = new TreeMap<>();
    world.added.forEach((key, all) -> sums.put(key, all.stream().mapToLong(v -> v).sum()));
    assertThat(world.ledger.sums()).isEqualTo(sums);
  }

  @Property(tries = 1_000)
  void logs_haveEachWriteOnceAndInOrder(@ForAll("healthyPrograms") List<Op> program) {
    World world = new World(false);
    program.forEach(world::run);
    world.heal();

    world.added.forEach((key, all) -> assertThat(world.ledger.written(key)).isEqualTo(all));
  }

  @Provide
  Arbitrary<List<Op>> programs() {
    return Arbitraries.frequencyOf(Tuple.of(5, healthy()), Tuple.of(1, refusals()))
        .list()
        .ofMaxSize(40);
  }

  /** Without dead letters, which go to the end when they are replayed. */
  @Provide
  Arbitrary<List<Op>> healthyPrograms() {
    return healthy().list().ofMaxSize(40);
  }

  private static Arbitrary<Op> refusals() {
    return Combinators.combine(Arbitraries.integers().between(1, KEYS), Arbitraries.of(true, false))
        .as(Refuse::new);
  }

  private static Arbitrary<Op> healthy() {
    Arbitrary<Integer> nodes = Arbitraries.integers().between(0, 1);
    Arbitrary<Integer> steps = Arbitraries.integers().between(0, 12);
    Arbitrary<Op> adds =
        Combinators.combine(
                nodes,
                Arbitraries.integers().between(1, KEYS),
                Arbitraries.integers().between(1, 3))
            .as(Add::new);
    Arbitrary<Op> rounds = nodes.map(Round::new);
    Arbitrary<Op> kills = Combinators.combine(nodes, steps).as(Kill::new);
    Arbitrary<Op> holdUps = Combinators.combine(nodes, steps).as(HoldUp::new);
    Arbitrary<Op> outages =
        Arbitraries.of(
            new DatabaseAway(true),
            new DatabaseAway(false),
            new QueueAway(true),
            new QueueAway(false));
    Arbitrary<Op> advances = Arbitraries.longs().between(1, 1_500).map(Advance::new);
    return Arbitraries.frequencyOf(
        Tuple.of(6, adds),
        Tuple.of(6, rounds),
        Tuple.of(2, kills),
        Tuple.of(2, holdUps),
        Tuple.of(1, outages),
        Tuple.of(3, advances));
  }
}
