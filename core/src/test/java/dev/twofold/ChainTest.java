package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.loader.Loader;
import dev.twofold.relation.Lazy;
import dev.twofold.testing.Costs;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.RecordingLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that lead to values: story, its author, the author's photo, for a hundred stories. */
class ChainTest {

  private static final int ROOTS = 100;

  private final InMemoryTier tier = new InMemoryTier();

  @ParameterizedTest
  @CsvSource({"a, b, c", "c, b, a", "b, c, a", "a, c, b"})
  void chainOfDepth3_isThreeBatches_forAnyNamesAndOrder(String story, String author, String photo) {
    Stories stories = new Stories(story);
    Authors authors = new Authors(author);
    Photos photos = new Photos(photo);
    for (int rotation = 0; rotation < 3; rotation++) {
      List<Loader<?, ?>> order = new ArrayList<>(List.of(stories, authors, photos));
      Collections.rotate(order, rotation);
      tier.evictAll();
      int before = stories.batches().size();
      try (Twofold twofold =
              Twofold.builder().register(order.toArray(Loader<?, ?>[]::new)).build();
          LoadScope scope = twofold.open()) {
        assertThat(walk(scope)).hasSize(ROOTS).startsWith(3_001L).endsWith(3_100L);
        assertThat(Costs.of(scope)).isEqualTo("waves=3");
      }
      assertThat(stories.batchSizes()).hasSize(before + 1).containsOnly(ROOTS);
      assertThat(authors.batchSizes()).hasSize(before + 1).containsOnly(ROOTS);
      assertThat(photos.batchSizes()).hasSize(before + 1).containsOnly(ROOTS);
    }
  }

  @Test
  void valuesThatATierHad_doNotSplitTheNextLevel() {
    Stories stories = new Stories("stories");
    Authors authors = new Authors("authors");
    Photos photos = new Photos("photos");
    try (Twofold twofold =
        Twofold.builder().distributed(tier).register(stories, authors, photos).build()) {
      try (LoadScope scope = twofold.open()) {
        scope.findAll(Stories.class, LongStream.rangeClosed(1, 40).boxed().toList());
        scope.findAll(Authors.class, LongStream.rangeClosed(1_030, 1_060).boxed().toList());
      }
      tier.resetCounts();
      try (LoadScope scope = twofold.open()) {
        assertThat(walk(scope)).hasSize(ROOTS);

        assertThat(stories.batchSizes()).containsExactly(40, 60);
        assertThat(authors.batchSizes()).containsExactly(31, 69);
        assertThat(photos.batchSizes()).containsExactly(ROOTS);
        assertThat(Costs.of(scope)).isEqualTo("waves=3 multiGets=3 multiSets=3");
        assertThat(Costs.of(scope, "stories"))
            .isEqualTo("asked=100 distributed=40 database=60 batches=1 fills=60");
      }
      assertThat(tier.multiGets()).isEqualTo(3);
      assertThat(tier.keysAsked()).isEqualTo(3 * ROOTS);
    }
  }

  @Test
  void secondRequest_asksNoLoader() {
    Stories stories = new Stories("stories");
    Authors authors = new Authors("authors");
    Photos photos = new Photos("photos");
    try (Twofold twofold =
        Twofold.builder().distributed(tier).register(stories, authors, photos).build()) {
      try (LoadScope scope = twofold.open()) {
        walk(scope);
      }
      try (LoadScope scope = twofold.open()) {
        walk(scope);

        assertThat(Costs.of(scope)).isEqualTo("waves=3 multiGets=3");
        assertThat(Costs.of(scope, "photos")).isEqualTo("asked=100 distributed=100");
      }
      assertThat(stories.batches()).hasSize(1);
    }
  }

  @Test
  void chainOf100_000steps_needsNoStack() {
    Links links = new Links();
    try (Twofold twofold = Twofold.builder().register(links).build();
        LoadScope scope = twofold.open()) {
      long at = 0;
      for (int step = 0; step < 100_000; step++) {
        at = scope.lazy(Links.class, at).require();
      }
      assertThat(at).isEqualTo(100_000);
      assertThat(scope.stats().waves()).isEqualTo(100_000);
    }
  }

  private static List<Long> walk(LoadScope scope) {
    List<Lazy<Long>> level =
        handles(scope, Stories.class, LongStream.rangeClosed(1, ROOTS).boxed());
    level = handles(scope, Authors.class, level.stream().map(Lazy::require));
    level = handles(scope, Photos.class, level.stream().map(Lazy::require));
    return level.stream().map(Lazy::require).toList();
  }

  /** Makes all handles before the first is read, as a template does that asks level by level. */
  private static List<Lazy<Long>> handles(
      LoadScope scope, Class<? extends Loader<Long, Long>> loader, Stream<Long> keys) {
    return keys.toList().stream().map(key -> scope.lazy(loader, key)).toList();
  }

  private static Map<Long, Long> numbers(long first) {
    return LongStream.range(first, first + ROOTS)
        .boxed()
        .collect(Collectors.toMap(Function.identity(), id -> id + 1_000));
  }

  private abstract static class Step extends RecordingLoader<Long, Long> {
    private final String name;

    Step(String name, Map<Long, Long> data) {
      super(data);
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }
  }

  private static final class Stories extends Step {
    Stories(String name) {
      super(name, numbers(1));
    }
  }

  private static final class Authors extends Step {
    Authors(String name) {
      super(name, numbers(1_001));
    }
  }

  private static final class Photos extends Step {
    Photos(String name) {
      super(name, numbers(2_001));
    }
  }

  private static final class Links extends RecordingLoader<Long, Long> {
    Links() {
      super(Map.of());
      behave((keys, truth, context) -> keys.stream().collect(Collectors.toMap(k -> k, k -> k + 1)));
    }
  }
}
