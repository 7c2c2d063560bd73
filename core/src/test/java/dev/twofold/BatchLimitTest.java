package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryDatabase;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.RecordingLoader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Misses are split where a statement takes no more keys; the keys asked for are not. */
class BatchLimitTest {

  private static final int LIMIT = 10;

  private final Squares squares = new Squares(LIMIT);
  private final InMemoryTier tier = new InMemoryTier();
  private final Twofold twofold = Twofold.builder().distributed(tier).register(squares).build();

  @AfterEach
  void close() {
    twofold.close();
  }

  private static List<Long> keys(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  @ParameterizedTest
  @CsvSource({"9, 9", "10, 10", "11, 10:1", "20, 10:10", "21, 10:10:1", "50, 10:10:10:10:10"})
  void findAll_isSplitAtTheLimit(int asked, String sizes) {
    try (LoadScope scope = twofold.open()) {
      assertThat(scope.findAll(Squares.class, keys(1, asked)).inOrder()).hasSize(asked);

      assertThat(squares.batchSizes().stream().map(String::valueOf).toList())
          .containsExactly(sizes.split(":"));
      assertThat(Costs.of(scope)).isEqualTo("waves=1 multiGets=1 multiSets=1");
    }
  }

  @Test
  void hits_areNotCountedAgainstTheLimit() {
    try (LoadScope scope = twofold.open()) {
      scope.findAll(Squares.class, keys(1, 90));
    }
    int batches = squares.batches().size();
    tier.resetCounts();
    try (LoadScope scope = twofold.open()) {
      scope.findAll(Squares.class, keys(1, 100));

      assertThat(squares.batchSizes().subList(batches, squares.batches().size()))
          .containsExactly(10);
      assertThat(tier.multiGets()).isEqualTo(1);
      assertThat(tier.keysAsked()).isEqualTo(100);
      assertThat(tier.keysSet()).isEqualTo(10);
      assertThat(Costs.of(scope, "Squares"))
          .isEqualTo("asked=100 distributed=90 database=10 batches=1 fills=10");
    }
  }

  @Test
  void failedChunk_failsItsKeysOnly() {
    squares.behave(
        (keys, truth, context) -> {
          if (keys.contains(15L)) {
            throw new IllegalStateException("a bad key");
          }
          return truth;
        });
    try (LoadScope scope = twofold.open()) {
      Loaded<Long, Long> loaded = scope.findAll(Squares.class, keys(1, 30));

      assertThat(loaded.failed().keySet()).containsExactlyElementsOf(keys(11, 20));
      assertThat(loaded.found()).hasSize(20);
      assertThat(Costs.of(scope, "Squares"))
          .isEqualTo("asked=30 database=20 errors=10 batches=3 fills=20");
    }
  }

  @Test
  void limit_isTheSmallerOfLoaderAndDatabase() {
    Squares unlimited = new Squares(Integer.MAX_VALUE);
    try (Twofold small =
            Twofold.builder()
                .database(new InMemoryDatabase("default", 4))
                .register(unlimited)
                .build();
        LoadScope scope = small.open()) {
      scope.findAll(Squares.class, keys(1, 9));

      assertThat(unlimited.batchSizes()).containsExactly(4, 4, 1);
    }
  }

  @Test
  void limit_ofKeysOfTwoColumns_isHalfOfWhatAStatementTakes() {
    Sums sums = new Sums();
    try (Twofold small =
            Twofold.builder().database(new InMemoryDatabase("default", 4)).register(sums).build();
        LoadScope scope = small.open()) {
      scope.findAll(Sums.class, List.of(new Pair(1, 2), new Pair(3, 4), new Pair(5, 6)));

      assertThat(sums.batchSizes()).containsExactly(2, 1);
    }
  }

  private static final class Squares extends RecordingLoader<Long, Long> {
    private final int limit;

    Squares(int limit) {
      super(new ConcurrentHashMap<>());
      this.limit = limit;
      keys(1, 100).forEach(key -> data().put(key, key * key));
    }

    @Override
    public int batchLimit() {
      return limit;
    }
  }

  private record Pair(int first, int second) {}

  private static final class Sums extends RecordingLoader<Pair, Integer> {
    Sums() {
      super(Map.of());
    }
  }
}
