package dev.twofold.hibernate;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever sessions write: each answer of a reader that is another after the commit was among what
 * the reader called stale.
 */
class ImpactModelTest {

  private static WrittenTales tales;

  @BeforeContainer
  static void open() {
    tales = new WrittenTales();
  }

  @AfterContainer
  static void close() {
    tales.close();
  }

  @Property(tries = 25, shrinking = ShrinkingMode.BOUNDED)
  void everyAnswerThatChanges_isStale(@ForAll("programs") List<List<WrittenTales.Step>> program) {
    tales.clear();
    program.forEach(tales::transaction);
  }

  @Provide
  Arbitrary<List<List<WrittenTales.Step>>> programs() {
    Arbitrary<Integer> number = Arbitraries.integers().between(0, AnswerBook.KEYS - 1);
    return Combinators.combine(Arbitraries.of(WrittenTales.Action.values()), number, number, number)
        .as(WrittenTales.Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }
}
