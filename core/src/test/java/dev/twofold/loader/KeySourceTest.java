package dev.twofold.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.loader.KeySource.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeySourceTest {

  private static final Duration BUDGET = Duration.ofSeconds(1);
  private static final List<Integer> TEN = IntStream.range(0, 10).boxed().toList();

  @Test
  void pages_haveAllKeysInTheirOrder() {
    KeySource<Integer> source = KeySource.of(TEN);
    List<Integer> walked = new ArrayList<>();
    Page<Integer> page = source.page(null, 4, BUDGET);
    walked.addAll(page.keys());
    while (page.next() != null) {
      page = source.page(page.next(), 4, BUDGET);
      walked.addAll(page.keys());
    }

    assertThat(walked).isEqualTo(TEN);
    assertThat(source.total(BUDGET)).hasValue(10);
  }

  @Test
  void lastPage_thatIsFull_isTheLast() {
    KeySource<Integer> source = KeySource.of(TEN);

    assertThat(source.page(source.page(null, 5, BUDGET).next(), 5, BUDGET).next()).isNull();
  }

  @Test
  void noKeys_areOnePage() {
    assertThat(KeySource.of(List.of()).page(null, 5, BUDGET))
        .isEqualTo(new Page<>(List.of(), null));
  }

  /** A position among other keys would skip some. */
  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "4", "4/11", "-1/10", "11/10", "x/10", "04/10", "4/10x"})
  void position_thatIsNotItsOwn_isTheBeginning(String position) {
    assertThat(KeySource.of(TEN).page(position, 2, BUDGET).keys()).containsExactly(0, 1);
  }
}
