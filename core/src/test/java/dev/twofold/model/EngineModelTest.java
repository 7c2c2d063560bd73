package dev.twofold.model;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * Whatever a program does, in whatever order: answers are right, a value is one instance per
 * request, nothing is loaded twice, and the statistics add up.
 */
class EngineModelTest {

  private static final int TRIES = 5_000;

  @Property(tries = TRIES, shrinking = ShrinkingMode.BOUNDED)
  void everyProgram_answersAsTheModelAllows(
      @ForAll("programs") List<Step> program, @ForAll boolean near) {
    try (Interpreter interpreter = new Interpreter(near)) {
      program.forEach(interpreter::run);
    }
  }

  @Provide
  Arbitrary<List<Step>> programs() {
    return Programs.programs();
  }
}
