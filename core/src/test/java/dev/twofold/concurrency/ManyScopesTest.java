package dev.twofold.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.concurrency.Items.Item;
import dev.twofold.relation.Lazy;
import dev.twofold.stats.LoaderStats;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Many requests at once, each with a scope of its own, on one engine without tiers. */
class ManyScopesTest {

  private static final int PLATFORM_THREADS = 200;
  private static final int VIRTUAL_THREADS = 2_000;
  private static final long KEYS = 20;

  @Test
  void onPlatformThreads_shareLoadsAndNothingElse() throws Exception {
    runRequests(Executors.newFixedThreadPool(PLATFORM_THREADS), PLATFORM_THREADS);
  }

  @Test
  void onVirtualThreads_shareLoadsAndNothingElse() throws Exception {
    assumeThat(Runtime.version().feature()).isGreaterThanOrEqualTo(21);
    ExecutorService perTask =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    runRequests(perTask, VIRTUAL_THREADS);
  }

  private static void runRequests(ExecutorService executor, int requests) throws Exception {
    Items items = Items.upTo(KEYS);
    items.behave(
        (keys, truth, context) -> {
          truth.replaceAll((key, item) -> new Item(item.id(), item.version()));
          return truth;
        });
    ConcurrentLinkedQueue<Item> instances = new ConcurrentLinkedQueue<>();
    try (Twofold twofold = Twofold.builder().register(items).build()) {
      CountDownLatch ready = new CountDownLatch(requests);
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < requests; i++) {
        running.add(executor.submit(request(twofold, ready, instances)));
      }
      for (Future<?> each : running) {
        Threads.outcome(each);
      }
    } finally {
      executor.shutdownNow();
    }

    Set<Item> different = Collections.newSetFromMap(new IdentityHashMap<>());
    different.addAll(instances);
    assertThat(instances).hasSize((int) (requests * KEYS));
    assertThat(different).hasSize(items.keysLoaded());
    assertThat(items.batches()).hasSizeLessThanOrEqualTo(requests);
  }

  private static Callable<Void> request(
      Twofold twofold, CountDownLatch ready, ConcurrentLinkedQueue<Item> instances) {
    return () -> {
      ready.countDown();
      Threads.await(ready);
      try (LoadScope scope = twofold.open()) {
        List<Lazy<Item>> handles =
            LongStream.rangeClosed(1, KEYS)
                .mapToObj(key -> LoadScope.current().lazy(Items.class, key))
                .toList();
        handles.forEach(handle -> instances.add(handle.require()));
        LoaderStats stats = scope.stats().loader("Items");
        assertThat(stats.database()).isEqualTo(KEYS);
        assertThat(stats.batches()).isEqualTo(stats.joined() == KEYS ? 0 : 1);
      }
      return null;
    };
  }
}
