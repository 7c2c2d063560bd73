package dev.twofold.internal.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.LoadException;
import dev.twofold.internal.read.Failed;
import dev.twofold.internal.store.Absent;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadedKeysTest {

  private final LoadException failure = new LoadException("down");
  private final LoadedKeys<Integer, String> loaded =
      new LoadedKeys<>(
          List.of(3, 1, 3, 2, 4, 2),
          new Object[] {
            "three", Absent.ABSENT, "three", new Failed(failure), "four", new Failed(failure)
          },
          List.of(4));

  @Test
  void everyView_isInTheOrderFirstAsked() {
    assertThat(loaded.found().keySet()).containsExactly(3, 4);
    assertThat(loaded.missing()).containsExactly(1);
    assertThat(loaded.failed().keySet()).containsExactly(2);
    assertThat(loaded.failed()).containsEntry(2, failure);
    assertThat(loaded.stale()).containsExactly(4);
  }

  @Test
  void inOrder_withAFailure_throwsIt() {
    assertThatThrownBy(loaded::inOrder).isSameAs(failure);
  }

  @Test
  void inOrder_leavesAbsentKeysOut() {
    assertThat(
            new LoadedKeys<Integer, String>(
                    List.of(1, 2, 1), new Object[] {"one", Absent.ABSENT, "one"}, List.of())
                .inOrder())
        .containsExactly("one", "one");
  }

  @Test
  void inOrder_ofACompleteAnswer_isUnmodifiable() {
    LoadedKeys<Integer, String> complete =
        new LoadedKeys<>(List.of(1, 2, 1), new Object[] {"one", "two", "one"}, List.of());

    assertThat(complete.inOrder()).containsExactly("one", "two", "one");
    assertThat(complete.missing()).isEmpty();
    assertThatThrownBy(() -> complete.inOrder().set(0, "other"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void everyView_isUnmodifiable() {
    assertThatThrownBy(() -> loaded.found().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> loaded.missing().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> loaded.failed().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void toString_hasCountsAndNoValues() {
    assertThat(loaded).hasToString("Loaded[found=3, missing=1, failed=2]");
  }
}
