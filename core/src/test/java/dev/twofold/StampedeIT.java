package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.Loaders.Names;
import dev.twofold.Loaders.Titles;
import dev.twofold.redisson.QuietTier;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.stats.LoaderStats;
import dev.twofold.testing.Costs;
import dev.twofold.testing.OtherThread;
import dev.twofold.testing.Patience;
import dev.twofold.testing.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ten nodes whose requests want the same cold keys at the same time, on a real Redis. */
class StampedeIT {

  @RegisterExtension static final RedisServer REDIS = RedisServer.onFreePort();

  /** Long enough for others to find the lease. */
  private static final Duration LOAD = Duration.ofMillis(30);

  private static final int NODES = 10;
  private static final int REQUESTS = 50;
  private static final int KEYS = 200;
  private static final int KEYS_OF_A_REQUEST = 40;

  /** Nodes that count together what they load. */
  private static final class Fleet implements AutoCloseable {

    private final Names names = new Names(KEYS);
    private final List<Twofold> nodes = new ArrayList<>();

    Fleet() {
      names.runInside(() -> LockSupport.parkNanos(LOAD.toNanos()));
      for (int node = 0; node < NODES; node++) {
        nodes.add(
            Twofold.builder()
                .distributed(QuietTier.at(REDIS.address()))
                .settings(TwofoldSettings.builder().distributedBudget(Patience.LIMIT).build())
                .register(names, new Titles(1))
                .build());
      }
    }

    void connect() {
      for (Twofold node : nodes) {
        try (LoadScope scope = node.open()) {
          scope.require(Titles.class, 1L);
        }
      }
    }

    @Override
    public void close() {
      nodes.forEach(Twofold::close);
    }
  }

  @Test
  void overlappingBatches_eachKeyIsLoadedOnceInTheFleet() {
    LoaderStats total;
    try (Fleet fleet = new Fleet()) {
      fleet.connect();
      CountDownLatch start = new CountDownLatch(1);
      List<CompletableFuture<LoaderStats>> requests = new ArrayList<>();
      for (int i = 0; i < NODES * REQUESTS; i++) {
        Random random = new Random(i);
        Twofold node = fleet.nodes.get(i % NODES);
        requests.add(OtherThread.supply(() -> ask(node, random, start)));
      }
      start.countDown();
      total =
          requests.stream()
              .map(CompletableFuture::join)
              .reduce(LoaderStats.NONE, LoaderStats::plus);
      List<Long> loaded = fleet.names.batches().stream().flatMap(Set::stream).sorted().toList();

      assertThat(loaded).isEqualTo(LongStream.rangeClosed(1, KEYS).boxed().toList());
    }
    assertThat(total.errors()).isZero();
    assertThat(total.database() - total.joined()).isEqualTo(KEYS);
    assertThat(total.joined()).isPositive();
    assertThat(total.awaited()).isPositive();
  }

  private static LoaderStats ask(Twofold node, Random random, CountDownLatch start) {
    List<Long> keys =
        random.longs(1, KEYS + 1L).distinct().limit(KEYS_OF_A_REQUEST).boxed().toList();
    await(start);
    try (LoadScope scope = node.open()) {
      assertThat(scope.findAll(Names.class, keys).found()).hasSize(KEYS_OF_A_REQUEST);
      Costs.check(scope.stats());
      return scope.stats().loader("Names");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
