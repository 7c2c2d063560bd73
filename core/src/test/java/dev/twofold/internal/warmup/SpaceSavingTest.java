package dev.twofold.internal.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.internal.warmup.SpaceSaving.Hot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SpaceSavingTest {

  private static Map<Integer, Long> counts(SpaceSaving<Integer> sketch) {
    return sketch.top(Integer.MAX_VALUE).stream().collect(Collectors.toMap(Hot::key, Hot::count));
  }

  /** The bounds of the paper, lemma 3 and theorem 2. */
  @Property
  @Tag("generated")
  void counts_areNeverTooSmall_andTooLargeByAShareAtMost(
      @ForAll @Size(max = 400) List<@IntRange(min = 0, max = 40) Integer> stream,
      @ForAll @IntRange(min = 1, max = 30) int capacity) {
    SpaceSaving<Integer> sketch = new SpaceSaving<>(capacity);
    Map<Integer, Long> truth = new HashMap<>();
    for (Integer key : stream) {
      sketch.offer(key);
      truth.merge(key, 1L, Long::sum);
    }
    long error = stream.size() / capacity;
    Map<Integer, Long> counts = counts(sketch);

    assertThat(counts).hasSize(Math.min(capacity, truth.size()));
    assertThat(sketch.size()).isEqualTo(counts.size());
    counts.forEach(
        (key, count) -> assertThat(count).isBetween(truth.get(key), truth.get(key) + error));
    truth.forEach(
        (key, count) -> {
          if (count > error) {
            assertThat(counts).containsKey(key);
          }
        });
    assertThat(counts.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(stream.size());
  }

  @Test
  void top_isOrdered_andNoMoreThanAskedFor() {
    SpaceSaving<String> sketch = new SpaceSaving<>(10);
    List.of("b", "a", "c", "a", "b", "a").forEach(sketch::offer);

    assertThat(sketch.top(2)).containsExactly(new Hot<>("a", 3), new Hot<>("b", 2));
  }

  @Test
  void age_halves_andForgetsWhatCameOnce() {
    SpaceSaving<String> sketch = new SpaceSaving<>(10);
    List.of("a", "a", "a", "a", "a", "b").forEach(sketch::offer);

    sketch.age();

    assertThat(sketch.top(10)).containsExactly(new Hot<>("a", 2));
  }

  @Test
  void newKey_takesOverTheSmallestCount_afterAgeingToo() {
    SpaceSaving<String> sketch = new SpaceSaving<>(2);
    List.of("a", "a", "a", "a", "b", "b").forEach(sketch::offer);
    sketch.age();

    sketch.offer("c");

    assertThat(sketch.top(10)).containsExactlyInAnyOrder(new Hot<>("a", 2), new Hot<>("c", 2));
  }
}
