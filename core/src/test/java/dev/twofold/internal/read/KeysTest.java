package dev.twofold.internal.read;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

  /** A key whose hash code says nothing. */
  private record Same(int number) {
    @Override
    public int hashCode() {
      return 7;
    }
  }

  /** As above, of an order, with which a hash map of the JDK tells such keys apart quickly. */
  private record Crowding(int number, AtomicLong comparisons) implements Comparable<Crowding> {
    @Override
    public int hashCode() {
      return 7;
    }

    @Override
    public boolean equals(Object other) {
      comparisons.incrementAndGet();
      return other instanceof Crowding crowding && crowding.number == number;
    }

    @Override
    public int compareTo(Crowding other) {
      comparisons.incrementAndGet();
      return Integer.compare(number, other.number);
    }
  }

  /** A key that is not even equal to itself, as coordinates that are no numbers are. */
  private static final class Strange {
    @Override
    public int hashCode() {
      return 7;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return false;
    }
  }

  /** A key that is not ready to be compared with others. */
  private record Impatient(long number) {
    @Override
    public int hashCode() {
      return Long.hashCode(number);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return ((Impatient) requireNonNull(other)).number == number;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8, 9, 100, 1_000})
  void include_moreThanExpectedAndSomeTwice_keepsOrderAndPositions(int expected) {
    Keys<Long> keys = new Keys<>(expected);
    Set<Long> model = new LinkedHashSet<>();
    Random random = new Random(expected);
    for (int i = 0; i < 500; i++) {
      Long key = random.nextLong(300) << 32;

      assertThat(keys.include(key)).isEqualTo(model.add(key));
    }

    assertThat(keys).containsExactlyElementsOf(model).isEqualTo(model).hasSameSizeAs(model);
    int position = 0;
    for (Long key : model) {
      assertThat(keys.position(key)).isEqualTo(position);
      assertThat(keys.at(position++)).isEqualTo(key);
    }
    assertThat(keys.position(-1L)).isEqualTo(-1);
    assertThat(keys.contains(-1L)).isFalse();
  }

  @Test
  void include_equalHashCodes_tellsKeysApart() {
    Keys<Same> keys = new Keys<>(0);
    for (int i = 0; i < 50; i++) {
      keys.include(new Same(i));
    }

    assertThat(keys.include(new Same(49))).isFalse();
    assertThat(keys.position(new Same(49))).isEqualTo(49);
    assertThat(keys.position(new Same(50))).isEqualTo(-1);
  }

  @Test
  void include_manyEqualHashCodes_comparesFewPairs() {
    AtomicLong comparisons = new AtomicLong();
    int count = 5_000;
    Keys<Crowding> keys = new Keys<>(count);
    for (int i = 0; i < count; i++) {
      keys.include(new Crowding(i, comparisons));
    }

    assertThat(keys).hasSize(count);
    for (int i = 0; i < count; i++) {
      assertThat(keys.position(new Crowding(i, comparisons))).isEqualTo(i);
    }
    assertThat(keys.include(new Crowding(0, comparisons))).isFalse();
    assertThat(keys.position(new Crowding(count, comparisons))).isEqualTo(-1);
    // One by one they would be 25 million.
    assertThat(comparisons).hasValueLessThan(200L * count);
  }

  /** Each hash code is another one, and yet all of them want the same few slots. */
  @Test
  void include_manyHashCodesOfFewSlots_keepsOrderAndPositions() {
    int count = 5_000;
    Keys<Integer> keys = new Keys<>(count);
    List<Integer> chosen =
        IntStream.range(0, Integer.MAX_VALUE)
            .filter(number -> (spread(number) & 8_191) % 512 == 0)
            .limit(count)
            .boxed()
            .toList();

    chosen.forEach(keys::include);

    assertThat(keys).containsExactlyElementsOf(chosen);
    for (int i = 0; i < count; i++) {
      assertThat(keys.position(chosen.get(i))).isEqualTo(i);
    }
    assertThat(keys.include(chosen.get(0))).isFalse();
    assertThat(keys.position(-1)).isEqualTo(-1);
  }

  private static int spread(int hashCode) {
    int spread = hashCode * 0x9E3779B9;
    return spread ^ spread >>> 16;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void position_sameInstance_isFoundWhateverEqualsSays(int expected) {
    Keys<Strange> keys = new Keys<>(expected);
    Strange key = new Strange();
    keys.include(new Strange());
    keys.include(key);

    assertThat(keys.position(key)).isEqualTo(1);
    assertThat(keys.include(key)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void contains_otherHashCode_isNotCompared(int expected) {
    Keys<Impatient> keys = new Keys<>(expected);
    keys.include(new Impatient(1));
    Object stranger = 2L;

    assertThat(keys.contains(stranger)).isFalse();
  }

  @Test
  void include_manyEqualHashCodesAmongFewExpected_keepsOrderAndPositions() {
    Keys<Same> keys = new Keys<>(0);
    List<Same> asked = IntStream.range(0, 1_000).mapToObj(Same::new).toList();
    asked.forEach(keys::include);

    assertThat(keys).containsExactlyElementsOf(asked);
    assertThat(asked).allSatisfy(key -> assertThat(keys.position(key)).isEqualTo(key.number()));
  }

  @Test
  void position_equalKeyOfAnotherClass_isThatOfTheKey() {
    Keys<List<Integer>> keys = Keys.of(List.of(1, 2));

    assertThat(keys.position(new ArrayList<>(List.of(1, 2)))).isZero();
    assertThat(keys.include(new ArrayList<>(List.of(1, 2)))).isFalse();
  }

  @Test
  void only_partOrAll_copiesWhatIsLess() {
    Keys<Long> keys = Keys.copyOf(LongStream.range(0, 20).boxed().toList());

    assertThat(keys.only(0, 20, key -> true)).isSameAs(keys);
    assertThat(keys.only(5, 10, key -> key != 7)).containsExactly(5L, 6L, 8L, 9L);
    assertThat(keys.only(0, 20, key -> false)).isEmpty();
  }

  @Test
  void contains_strangers_isFalse() {
    Keys<Long> keys = Keys.of(1L);
    Object ofAnotherType = "1";

    assertThat(keys.contains(null)).isFalse();
    assertThat(keys.contains(ofAnotherType)).isFalse();
    assertThat(keys.contains(1L)).isTrue();
  }

  @Test
  void set_changed_refuses() {
    Keys<Long> keys = Keys.copyOf(LongStream.range(0, 20).boxed().toList());

    assertThatThrownBy(() -> keys.add(99L)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> keys.remove(1L)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(keys::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> keys.retainAll(List.of()))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(keys).hasSize(20);
  }
}
