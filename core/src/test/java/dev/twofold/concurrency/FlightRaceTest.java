package dev.twofold.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.concurrency.Items.Item;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryNearTier;
import dev.twofold.testing.InMemoryTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many requests that want random, overlapping keys, while some of these become stale. */
@Timeout(120)
class FlightRaceTest {

  private static final int THREADS = 24;
  private static final int REQUESTS = 60;
  private static final int KEYS = 60;
  private static final int MOST_KEYS_OF_A_REQUEST = 20;

  private final Items items = Items.upTo(KEYS);

  /** By key: how many load functions are working on it. */
  private final Map<Long, AtomicInteger> loading = new ConcurrentHashMap<>();

  /** By key: the newest version whose invalidation has finished. */
  private final Map<Long, Integer> told = new ConcurrentHashMap<>();

  private final AtomicInteger loadedTwiceAtATime = new AtomicInteger();

  private Map<Long, Item> load(Set<Long> keys, Map<Long, Item> truth) {
    for (Long key : keys) {
      if (loading.computeIfAbsent(key, none -> new AtomicInteger()).incrementAndGet() > 1) {
        loadedTwiceAtATime.incrementAndGet();
      }
    }
    LockSupport.parkNanos(200_000);
    keys.forEach(key -> loading.get(key).decrementAndGet());
    return truth;
  }

  private void run(UnaryOperator<Twofold.Builder> tiers, boolean writing) throws Exception {
    items.behave((keys, truth, context) -> load(keys, truth));
    AtomicInteger joined = new AtomicInteger();
    try (Twofold twofold = tiers.apply(Twofold.builder()).register(items).build();
        Threads threads = new Threads()) {
      CountDownLatch ready = new CountDownLatch(THREADS);
      List<Future<?>> running = new ArrayList<>();
      for (int seed = 0; seed < THREADS; seed++) {
        Random random = new Random(seed);
        running.add(
            threads.start(
                () -> {
                  ready.countDown();
                  Threads.await(ready);
                  for (int i = 0; i < REQUESTS; i++) {
                    if (writing && random.nextInt(10) == 0) {
                      write(twofold, 1 + random.nextInt(KEYS));
                    }
                    joined.addAndGet(read(twofold, random));
                  }
                }));
      }
      for (Future<?> each : running) {
        Threads.outcome(each);
      }
    }
    assertThat(joined).as("keys that were joined").hasPositiveValue();
  }

  private void write(Twofold twofold, long key) {
    items.change(key);
    int written = items.data().get(key).version();
    twofold.invalidator().invalidate(Items.class, List.of(key));
    told.merge(key, written, Math::max);
  }

  /** Each value is at least as new as what had been told when the request began. */
  private int read(Twofold twofold, Random random) {
    Map<Long, Integer> before = Map.copyOf(told);
    List<Long> keys =
        random
            .longs(1 + random.nextInt(MOST_KEYS_OF_A_REQUEST), 1, KEYS + 1L)
            .distinct()
            .boxed()
            .toList();
    try (LoadScope scope = twofold.open()) {
      Map<Long, Item> found = scope.findAll(Items.class, keys).found();
      assertThat(found.keySet()).containsExactlyElementsOf(keys);
      found.forEach(
          (key, item) ->
              assertThat(item.version()).isGreaterThanOrEqualTo(before.getOrDefault(key, 1)));
      Costs.check(scope.stats());
      return (int) scope.stats().loader("Items").joined();
    }
  }

  @Test
  void withoutTiers_eachKeyIsLoadedOnceAtATime() throws Exception {
    run(builder -> builder, false);

    assertThat(loadedTwiceAtATime).hasValue(0);
  }

  @Test
  void withANearTier_noKeyIsLoadedTwiceAtATime() throws Exception {
    run(builder -> builder.near(new InMemoryNearTier()), false);

    assertThat(loadedTwiceAtATime).hasValue(0);
  }

  @Test
  void whileKeysBecomeStale_nobodyIsAnsweredWithWhatIsOlderThanItsRequest() throws Exception {
    run(builder -> builder, true);
  }

  @Test
  void whileKeysBecomeStale_withTiers_neither() throws Exception {
    run(
        builder -> builder.near(new InMemoryNearTier()).distributed(new InMemoryTier().node()),
        true);
  }
}
