package dev.twofold.model;

import dev.twofold.model.Step.Action;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a program does, in whatever order: answers are right, a value is one instance per
 * request, nothing is loaded twice, and the statistics add up.
 */
@Tag("generated")
class EngineModelTest {

  private static final int TRIES = 2_000;

  @Property(tries = TRIES, shrinking = ShrinkingMode.BOUNDED)
  void everyProgram_answersAsTheModelAllows(
      @ForAll("programs") List<Step> program, @ForAll boolean near) {
    try (Interpreter interpreter = new Interpreter(near)) {
      program.forEach(interpreter::run);
    }
  }

  /** A load beside a refresh asks for what the refresh has just found gone. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void questionAmidRefresh_answersAsTheModelAllows(boolean near) {
    List<Step> program =
        List.of(
            new Step(Action.LAZY, Target.GERMAN_NOTES, List.of(1L), 0),
            new Step(Action.PRIME, Target.CARDS, List.of(1L), 0),
            new Step(Action.WRITE, Target.CARDS, List.of(4L), 1),
            new Step(Action.NEST_NEXT_LOAD, Target.USERS, List.of(1L), 0),
            new Step(Action.REFRESH_ALL, Target.CARDS, List.of(1L, 4L), 0));
    everyProgram_answersAsTheModelAllows(program, near);
  }

  @Provide
  Arbitrary<List<Step>> programs() {
    return Programs.programs();
  }
}
