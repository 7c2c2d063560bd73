package dev.twofold.checker.guard;

import dev.twofold.checker.guard.Advices.Pause;
import dev.twofold.checker.guard.Advices.PauseAfter;

/** Gives others time to come in between; harmless as long as all guards stand. */
final class Pauses {

  /** Between the announcement of a commit and the commit. */
  static final Patch BEFORE_THE_COMMIT =
      new ClassPatch("internal.invalidation.Brackets", "hold", PauseAfter.class);

  /** Between a commit and the end of its bracket. */
  static final Patch BEFORE_IT_IS_TOLD =
      new ClassPatch("internal.invalidation.Delivery", "confirmed", Pause.class);

  private Pauses() {}
}
