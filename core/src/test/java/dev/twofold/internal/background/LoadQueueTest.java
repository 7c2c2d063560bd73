package dev.twofold.internal.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.internal.lifetime.Lifetimes;
import dev.twofold.internal.near.NearCaches;
import dev.twofold.internal.read.Keys;
import dev.twofold.internal.read.Refreshed;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.registry.Registration;
import dev.twofold.internal.registry.TierFormats;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.internal.store.Owners;
import dev.twofold.internal.store.RequestStore;
import dev.twofold.internal.tiers.CircuitLog;
import dev.twofold.key.ParameterValues;
import dev.twofold.settings.BreakerPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.OtherThread;
import dev.twofold.testing.RecordingLoader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys that wait to be loaded again: together, once, and not without bounds. */
@Timeout(60)
class LoadQueueTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final LoadQueue queue = new LoadQueue("test", 5);
  private final HeldWorker worker = new HeldWorker();
  private final LoaderStore<Long, ?, String> words = store(new Words());
  private final LoaderStore<Long, ?, String> phrases = store(new Words());

  @AfterEach
  void close() {
    worker.turns.release(1_000);
    queue.close(PATIENCE);
  }

  private static LoaderStore<Long, ?, String> store(Words loader) {
    TwofoldSettings settings = TwofoldSettings.defaults();
    NearCaches near =
        new NearCaches(
            "app",
            null,
            new InMemoryTier(),
            new CircuitLog(System::nanoTime, List.of())
                .circuit(NearCaches.NEAR, BreakerPolicy.DEFAULT.within(SECOND), "None"),
            SECOND,
            SECOND,
            System::nanoTime);
    Lifetimes lifetimes = new Lifetimes(true, () -> 0, System::nanoTime, () -> 0);
    Registration registration =
        new Registration(settings, Map.of(), new TierFormats(settings, true, near, lifetimes));
    registration.add(loader);
    return new RequestStore(new Owners(type -> false))
        .of(registration.finish().require(Words.class), ParameterValues.none());
  }

  private void due(LoaderStore<Long, ?, String> store, Duration window, Long... keys) {
    queue.due(store, Keys.copyOf(List.of(keys)), window);
  }

  private void written(Long... keys) {
    queue.written(words.loader(), words.parameters(), List.of(keys));
  }

  private String stats() {
    return Costs.of(queue.stats());
  }

  @Test
  void keysThatWait_areLoadedTogether_andAnyOfThemOnce() {
    queue.begin(worker);
    due(words, SECOND, 1L);
    worker.awaitBegun(1);
    due(words, SECOND, 2L);
    due(words, SECOND.multipliedBy(3), 1L, 2L, 3L);
    due(words, SECOND.multipliedBy(2), 3L);

    worker.turns.release(2);

    await().until(() -> queue.stats().refreshed() == 3);
    assertThat(worker.batches).containsExactly(Set.of(1L), Set.of(2L, 3L));
    assertThat(worker.windows).containsExactly(SECOND, SECOND.multipliedBy(3));
    assertThat(stats()).isEqualTo("due=3 refreshed=3 loads=2 statements=2");
  }

  @Test
  void keyThatWasLoaded_isTakenAgain() {
    queue.begin(worker);
    worker.turns.release(2);
    due(words, SECOND, 1L);
    await().until(() -> queue.stats().refreshed() == 1);

    await()
        .until(
            () -> {
              due(words, SECOND, 1L);
              return queue.stats().due() == 2;
            });
  }

  /** The load that runs may have read before the write. */
  @Test
  void keyThatIsWrittenWhileItIsLoaded_isLoadedOnceMore() {
    queue.begin(worker);
    written(1L);
    worker.awaitBegun(1);
    written(1L, 2L);
    written(1L);

    worker.turns.release(2);

    await().until(() -> queue.stats().refreshed() == 3);
    assertThat(worker.batches).containsExactly(Set.of(1L), Set.of(1L, 2L));
    assertThat(stats()).isEqualTo("due=3 refreshed=3 loads=2 statements=2");
  }

  @Test
  void otherLoaders_doNotWaitForThatOne() {
    queue.begin(worker);
    due(words, SECOND, 1L);
    due(phrases, SECOND, 1L);

    worker.awaitBegun(2);
  }

  @Test
  void full_dropsAndCounts_untilThereIsRoom() {
    queue.begin(worker);
    due(words, SECOND, 1L);
    worker.awaitBegun(1);

    due(words, SECOND, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    assertThat(stats()).isEqualTo("due=8 dropped=2");

    worker.turns.release(2);
    await().until(() -> queue.stats().refreshed() == 6);
    assertThat(worker.batches).containsExactly(Set.of(1L), Set.of(2L, 3L, 4L, 5L, 6L));
    due(words, SECOND, 7L);
    worker.turns.release();
    await().until(() -> queue.stats().refreshed() == 7);
  }

  @Test
  void workerThatThrows_countsAndGoesOn() {
    queue.begin(worker);
    worker.failure = new IllegalStateException("broken");
    worker.turns.release(2);
    due(words, SECOND, 1L, 2L);
    await().until(() -> queue.stats().failed() == 2);

    worker.failure = null;
    due(words, SECOND, 3L);

    await().until(() -> queue.stats().refreshed() == 1);
  }

  @Test
  void notBegun_orClosed_drops() {
    due(words, SECOND, 1L);
    assertThat(stats()).isEqualTo("due=1 dropped=1");
    queue.begin(worker);
    due(words, SECOND, 1L);
    worker.awaitBegun(1);
    due(words, SECOND, 2L, 3L);

    CompletableFuture<Void> closed = OtherThread.run(() -> queue.close(PATIENCE));
    await().until(() -> queue.stats().dropped() == 3);
    worker.turns.release();
    closed.join();
    due(words, SECOND, 4L);

    assertThat(stats()).isEqualTo("due=5 refreshed=1 dropped=4 loads=1 statements=1");
  }

  /** Notes what it is given, and goes on when it is told. */
  private static final class HeldWorker implements LoadQueue.Worker {

    final Semaphore turns = new Semaphore(0);
    final List<Set<?>> batches = new CopyOnWriteArrayList<>();
    final List<Duration> windows = new CopyOnWriteArrayList<>();
    volatile @Nullable RuntimeException failure;

    @Override
    public <K, C, V> Refreshed load(
        RegisteredLoader<K, C, V> loader,
        ParameterValues parameters,
        Keys<K> keys,
        Duration window) {
      batches.add(Set.copyOf(keys));
      windows.add(window);
      turns.acquireUninterruptibly();
      RuntimeException told = failure;
      if (told != null) {
        throw told;
      }
      return new Refreshed(keys.size(), 0, 0, 0, 1);
    }

    void awaitBegun(int number) {
      await().until(() -> batches.size() == number);
    }
  }

  private static final class Words extends RecordingLoader<Long, String> {
    Words() {
      super(new ConcurrentHashMap<>());
    }
  }
}
