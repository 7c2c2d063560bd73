package dev.twofold.model;

import dev.twofold.model.Step.Action;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Generates programs. */
final class Programs {

  /** Keys are 1 to this; few, so that steps meet. */
  static final long KEYS = 6;

  /** Two batches take all keys of one locale. */
  static final int NOTES_PER_BATCH = 3;

  /** What a statement of the database takes. */
  static final int COLUMNS_PER_STATEMENT = 5;

  private static final int LONGEST = 40;

  private Programs() {}

  /** Into how many batches the keys of a loader are split at most, for all its parameters. */
  static long batchesPerWave(String loader) {
    return loader.equals(Target.GERMAN_NOTES.loader()) ? 4 : 2;
  }

  static Arbitrary<List<Step>> programs() {
    Arbitrary<Action> actions = Arbitraries.of(Action.class);
    Arbitrary<Target> targets =
        Arbitraries.of(
            Target.USERS, Target.GERMAN_NOTES, Target.ENGLISH_NOTES, Target.CARDS, Target.PAGES);
    Arbitrary<List<Long>> keys =
        Arbitraries.longs().between(1, KEYS).list().ofMinSize(1).ofMaxSize((int) KEYS + 2);
    Arbitrary<Integer> choices = Arbitraries.integers().between(0, 127);
    return Combinators.combine(actions, targets, keys, choices)
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(LONGEST);
  }
}
