package dev.twofold.redisson;

import static dev.twofold.testing.TierKeys.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.tier.Fill;
import dev.twofold.tier.FillRight.Vantage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PortionsTest {

  private static Fill fill(int number, byte @Nullable [] payload) {
    return new Fill(key(number), payload, Duration.ofMinutes(1), Set.of(), new Vantage(List.of()));
  }

  private static List<Fill> fills(int number, int bytes) {
    return IntStream.range(0, number).mapToObj(i -> fill(i, new byte[bytes])).toList();
  }

  private static List<Integer> sizes(List<? extends List<?>> portions) {
    return portions.stream().map(List::size).toList();
  }

  @Test
  void elements_areSplitAtTheSize() {
    assertThat(Portions.of(List.of(), 2)).isEmpty();
    assertThat(Portions.of(List.of(1, 2), 2)).containsExactly(List.of(1, 2));
    assertThat(Portions.of(List.of(1, 2, 3), 2)).containsExactly(List.of(1, 2), List.of(3));
  }

  @Test
  void fills_areSplitByNumber() {
    assertThat(sizes(Portions.of(fills(Portions.KEYS, 0)))).containsExactly(Portions.KEYS);
    assertThat(sizes(Portions.of(fills(Portions.KEYS + 1, 0)))).containsExactly(Portions.KEYS, 1);
  }

  @Test
  void fills_areSplitByBytes_andKeepTheirOrder() {
    List<Fill> fills = fills(9, Portions.BYTES / 4);

    List<List<Fill>> portions = Portions.of(fills);

    assertThat(sizes(portions)).containsExactly(4, 4, 1);
    List<Fill> joined = new ArrayList<>();
    portions.forEach(joined::addAll);
    assertThat(joined).isEqualTo(fills);
  }

  @Test
  void aFillLargerThanAPortion_isOneOfItsOwn() {
    assertThat(sizes(Portions.of(fills(2, Portions.BYTES + 1)))).containsExactly(1, 1);
  }

  @Test
  void absence_weighsNothing() {
    List<Fill> absences = IntStream.range(0, 10).mapToObj(i -> fill(i, null)).toList();

    assertThat(sizes(Portions.of(absences))).containsExactly(10);
  }
}
