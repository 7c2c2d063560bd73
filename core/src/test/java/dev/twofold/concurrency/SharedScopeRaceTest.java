package dev.twofold.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.Loaded;
import dev.twofold.Twofold;
import dev.twofold.concurrency.Items.Item;
import dev.twofold.relation.Lazy;
import dev.twofold.stats.LoaderStats;
import dev.twofold.testing.InMemoryTier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Threads do random things with one scope at once, many times over, each time from a known seed.
 */
class SharedScopeRaceTest {

  private static final int RUNS = 400;
  private static final int THREADS = 4;
  private static final int STEPS = 25;
  private static final long KEYS = 40;

  private final Threads threads = new Threads();

  @AfterEach
  void stopThreads() {
    threads.close();
  }

  @Test
  void reads_atOnce_loadEachKeyOnceAndAnswerOneInstance() throws Exception {
    for (int seed = 0; seed < RUNS; seed++) {
      Items items = Items.upTo(KEYS);
      Items.Others others = new Items.Others(KEYS);
      Map<Object, Item> answers = new ConcurrentHashMap<>();
      try (Twofold twofold = Twofold.builder().register(items, others).build();
          LoadScope scope = twofold.open()) {
        threads.runAtOnce(scope, tasks(seed, random -> read(scope, random, answers)));
        readAll(scope, answers);

        for (Items loader : List.of(items, others)) {
          LoaderStats stats = scope.stats().loader(loader.name());
          assertThat(loader.keysLoaded()).as("keys loaded, seed %d", seed).isEqualTo((int) KEYS);
          assertThat(stats.database()).as("seed %d: %s", seed, stats).isEqualTo(KEYS);
          assertThat(stats.asked()).as("seed %d: %s", seed, stats).isEqualTo(answered(stats));
        }
      }
    }
  }

  @Test
  void changes_atOnce_loseNoAnswerAndLeaveNoStaleValue() throws Exception {
    for (int seed = 0; seed < RUNS; seed++) {
      Items items = Items.upTo(KEYS);
      InMemoryTier tier = new InMemoryTier();
      try (Twofold twofold = Twofold.builder().distributed(tier).register(items).build();
          LoadScope scope = twofold.open()) {
        threads.runAtOnce(scope, tasks(seed, random -> change(scope, random, items)));

        Loaded<Long, Item> loaded = scope.findAll(Items.class, allKeys());
        assertThat(loaded.found()).as("after all changes, seed %d", seed).isEqualTo(items.data());
        LoaderStats stats = scope.stats().loader(items.name());
        assertThat(stats.asked()).as("seed %d: %s", seed, stats).isEqualTo(answered(stats));
        try (LoadScope next = twofold.open()) {
          assertThat(next.findAll(Items.class, allKeys()).found())
              .as("what the tier has, seed %d", seed)
              .isEqualTo(items.data());
        }
      }
    }
  }

  private interface Step {
    void run(Random random);
  }

  private static List<Callable<Void>> tasks(int seed, Step step) {
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      Random random = new Random(31L * seed + thread);
      tasks.add(
          () -> {
            for (int i = 0; i < STEPS; i++) {
              step.run(random);
            }
            return null;
          });
    }
    return tasks;
  }

  private static long answered(LoaderStats stats) {
    return stats.request()
        + stats.distributed()
        + stats.knownAbsent()
        + stats.database()
        + stats.absent()
        + stats.errors();
  }

  private static List<Long> allKeys() {
    return LongStream.rangeClosed(1, KEYS).boxed().toList();
  }

  /** Some keys that follow each other, in either direction: threads meet in crossing orders. */
  private static List<Long> someKeys(Random random) {
    long first = 1L + random.nextInt((int) KEYS);
    long last = Math.min(KEYS, first + random.nextInt(10));
    List<Long> keys = new ArrayList<>(LongStream.rangeClosed(first, last).boxed().toList());
    if (random.nextBoolean()) {
      Collections.reverse(keys);
    }
    return keys;
  }

  private static void read(LoadScope scope, Random random, Map<Object, Item> answers) {
    Class<? extends Items> loader = random.nextBoolean() ? Items.class : Items.Others.class;
    List<Long> keys = someKeys(random);
    switch (random.nextInt(4)) {
      case 0 -> answered(answers, loader, scope.require(loader, keys.get(0)));
      case 1 -> scope.requireAll(loader, keys).forEach(item -> answered(answers, loader, item));
      case 2 ->
          keys.forEach(key -> answered(answers, loader, scope.find(loader, key).orElseThrow()));
      default -> {
        List<Lazy<Item>> handles = keys.stream().map(key -> scope.lazy(loader, key)).toList();
        handles.forEach(handle -> answered(answers, loader, handle.require()));
      }
    }
  }

  private static void readAll(LoadScope scope, Map<Object, Item> answers) {
    for (Class<? extends Items> loader : List.of(Items.class, Items.Others.class)) {
      scope.requireAll(loader, allKeys()).forEach(item -> answered(answers, loader, item));
    }
  }

  private static void answered(Map<Object, Item> answers, Class<?> loader, Item item) {
    assertThat(item).isSameAs(answers.computeIfAbsent(List.of(loader, item.id()), key -> item));
  }

  private static void change(LoadScope scope, Random random, Items items) {
    List<Long> keys = someKeys(random);
    switch (random.nextInt(6)) {
      case 0 -> {
        items.change(keys.get(0));
        assertThat(scope.invalidate(Items.class, keys.subList(0, 1))).isTrue();
      }
      case 1 -> assertThat(scope.refreshAll(Items.class, keys).missing()).isEmpty();
      case 2 -> assertThat(scope.refresh(Items.class, keys.get(0))).isPresent();
      case 3 -> assertThat(scope.find(Items.class, keys.get(0))).isPresent();
      case 4 -> {
        List<Lazy<Item>> handles = keys.stream().map(key -> scope.lazy(Items.class, key)).toList();
        assertThat(handles).allSatisfy(handle -> assertThat(handle.find()).isPresent());
      }
      default -> assertThat(scope.findAll(Items.class, keys).missing()).isEmpty();
    }
  }
}
