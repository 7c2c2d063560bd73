package dev.twofold.servlet.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangeMarksTest {

  private final ChangeMarks marks = new ChangeMarks();

  @Test
  void changeBefore_doesNotCount() {
    marks.changed(Set.of("a"));

    assertThat(marks.hasChanged(() -> Set.of("a"), marks.now())).isFalse();
  }

  @Test
  void changeSince_countsForItsKeysOnly() {
    long start = marks.now();
    marks.changed(Set.of("a", "b"));

    assertThat(marks.hasChanged(() -> Set.of("c", "b"), start)).isTrue();
    assertThat(marks.hasChanged(() -> Set.of("c"), start)).isFalse();
    assertThat(marks.hasChanged(() -> Set.of("b"), marks.now())).isFalse();
  }
}
