package dev.twofold.model.relation;

import dev.twofold.model.relation.Step.Action;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Generates programs. */
final class Programs {

  private static final int LONGEST = 16;

  private Programs() {}

  static Arbitrary<List<Step>> programs() {
    return of(
        Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.of(Action.FIND_ALL)),
            Tuple.of(4, Arbitraries.of(Action.TOUCH)),
            Tuple.of(4, Arbitraries.of(Action.class))));
  }

  /** Programs that load rows and ask relations for all of them, as pages do. */
  static Arbitrary<List<Step>> pages() {
    return of(Arbitraries.of(Action.FIND_ALL, Action.TOUCH_ALL, Action.TOUCH_ALL));
  }

  private static Arbitrary<List<Step>> of(Arbitrary<Action> actions) {
    Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 255);
    return Combinators.combine(actions, numbers, numbers.list().ofMinSize(1).ofMaxSize(12))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(LONGEST);
  }
}
