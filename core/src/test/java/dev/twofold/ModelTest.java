package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.error.LoadException;
import dev.twofold.relation.Lazy;
import dev.twofold.testing.Costs;
import dev.twofold.testing.FlakyTier;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.RecordingLoader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random requests against a map: finds, multi-gets, handles, primes, refreshes, writes with their
 * invalidation, dead tiers and dead databases. Whatever happens, a request answers what the data
 * said when it first asked, as one instance per key, and every key is counted in one place.
 */
class ModelTest {

  private static final int KEYS = 12;
  private static final int STEPS = 120;
  private static final int REQUESTS = 5;
  private static final int LIMIT = 5;

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void requests_answerWhatTheDataSaysOnceAndForAll(long seed) {
    Random random = new Random(seed);
    Cells cells = new Cells();
    InMemoryTier tier = new InMemoryTier();
    FlakyTier flaky = new FlakyTier(tier);
    try (Twofold twofold = Twofold.builder().distributed(flaky).register(cells).build()) {
      for (int request = 0; request < REQUESTS; request++) {
        try (LoadScope scope = twofold.open()) {
          new Request(random, cells, tier, flaky, scope).run();
        }
        cells.recover();
        flaky.recover();
      }
    }
  }

  /** One request and what it must know. */
  private static final class Request {
    private final Random random;
    private final Cells cells;
    private final InMemoryTier tier;
    private final FlakyTier flaky;
    private final LoadScope scope;

    /** What was answered for a key; a key that is not here was not asked, or is stale. */
    private final Map<Long, Optional<Cell>> known = new HashMap<>();

    private final List<Handle> handles = new ArrayList<>();
    private boolean databaseDown;

    private record Handle(long key, Lazy<Cell> lazy) {}

    Request(Random random, Cells cells, InMemoryTier tier, FlakyTier flaky, LoadScope scope) {
      this.random = random;
      this.cells = cells;
      this.tier = tier;
      this.flaky = flaky;
      this.scope = scope;
    }

    void run() {
      for (int step = 0; step < STEPS; step++) {
        act();
      }
      resolveAll();
      Costs.check(scope.stats());
      assertThat(scope.stats().loader("Cells").batches())
          .isLessThanOrEqualTo(scope.stats().waves() * (KEYS / LIMIT + 1));
    }

    /** Handles that wait are counted when they are resolved. */
    private void resolveAll() {
      databaseDown = false;
      cells.recover();
      handles.forEach(handle -> answer(handle.key(), handle.lazy()::find));
    }

    private long key() {
      return random.nextInt(KEYS);
    }

    private void act() {
      switch (random.nextInt(12)) {
        case 0, 1 -> {
          long key = key();
          answer(key, () -> scope.find(Cells.class, key));
        }
        case 2, 3 -> findAll();
        case 4 -> {
          long key = key();
          handles.add(new Handle(key, scope.lazy(Cells.class, key)));
        }
        case 5 -> {
          if (!handles.isEmpty()) {
            Handle handle = handles.get(random.nextInt(handles.size()));
            answer(handle.key(), handle.lazy()::find);
          }
        }
        case 6 -> prime();
        case 7 -> refresh();
        case 8, 9 -> write();
        case 10 -> tier.evictAll();
        default -> toggleOutage();
      }
    }

    private void findAll() {
      List<Long> keys = random.longs(1 + random.nextInt(KEYS), 0, KEYS).boxed().toList();
      Loaded<Long, Cell> loaded = scope.findAll(Cells.class, keys);
      for (Long key : keys) {
        if (loaded.failed().containsKey(key)) {
          assertThat(databaseDown).isTrue();
        } else {
          learn(key, Optional.ofNullable(loaded.found().get(key)));
        }
      }
    }

    private void answer(long key, Supplier<Optional<Cell>> question) {
      try {
        learn(key, question.get());
      } catch (LoadException e) {
        assertThat(known).doesNotContainKey(key);
      }
    }

    private void learn(long key, Optional<Cell> answered) {
      Optional<Cell> before = known.putIfAbsent(key, answered);
      if (before == null) {
        assertThat(answered.map(Cell::value)).isEqualTo(cells.current(key));
      } else {
        assertThat(answered.orElse(null)).isSameAs(before.orElse(null));
      }
    }

    private void prime() {
      long key = key();
      Cell primed = new Cell(cells.current(key).orElse("made up"));
      Optional<Cell> before = known.get(key);
      boolean knownValue = before != null && before.isPresent();
      if (scope.prime(Cells.class, key, primed)) {
        assertThat(knownValue).isFalse();
        known.put(key, Optional.of(primed));
      }
    }

    private void refresh() {
      long key = key();
      try {
        Optional<Cell> renewed = scope.refresh(Cells.class, key);
        assertThat(renewed.map(Cell::value)).isEqualTo(cells.current(key));
        known.put(key, renewed);
      } catch (LoadException e) {
        assertThat(databaseDown).isTrue();
      }
    }

    /** A write whose invalidation cannot reach the tier leaves it stale, which is not modelled. */
    private void write() {
      flaky.recover();
      long key = key();
      if (random.nextInt(3) == 0) {
        cells.data().remove(key);
      } else {
        cells.data().put(key, new Cell("v" + random.nextInt(1_000)));
      }
      assertThat(scope.invalidate(Cells.class, List.of(key))).isTrue();
      known.remove(key);
    }

    private void toggleOutage() {
      if (random.nextBoolean()) {
        flaky.failNext(1);
      } else if (databaseDown) {
        databaseDown = false;
        cells.recover();
      } else {
        databaseDown = true;
        cells.failWith(new IllegalStateException("down"));
      }
    }
  }

  /** A value with an identity, so that two instances are told apart. */
  record Cell(String value) {
    Cell {
      Objects.requireNonNull(value, "value");
    }
  }

  private static final class Cells extends RecordingLoader<Long, Cell> {
    Cells() {
      super(new ConcurrentHashMap<>());
    }

    Optional<String> current(long key) {
      return Optional.ofNullable(data().get(key)).map(Cell::value);
    }

    @Override
    public int batchLimit() {
      return LIMIT;
    }
  }
}
