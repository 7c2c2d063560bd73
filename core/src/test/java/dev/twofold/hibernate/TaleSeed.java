package dev.twofold.hibernate;

import dev.twofold.hibernate.TaleStep.Action;
import java.util.ArrayList;
import java.util.List;

/**
 * What is there before a program: of each entity some rows, so that most owners have rows to lose,
 * and some that nothing refers to, so that the database lets them go.
 */
final class TaleSeed {

  private static final int ROWS = 5;

  private TaleSeed() {}

  static List<TaleStep> steps() {
    List<TaleStep> steps = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      step(steps, Action.NEW_TALE, i, 0, 0);
      step(steps, Action.NEW_TOPIC, i, i, 0);
    }
    for (int i = 0; i < ROWS; i++) {
      boolean isEdited = i == 1;
      step(steps, isEdited ? Action.NEW_EDITED : Action.NEW_REMARK, i, i % 3, i);
      step(steps, Action.NEW_WHISPER, i, i % 3, 0);
      step(steps, Action.NEW_SEAT, i, Math.max(0, i - 1), 0);
      step(steps, Action.CLIP, i, i % 3, 0);
    }
    for (int i = 0; i < ROWS - 1; i++) {
      int some = i % 3;
      step(steps, Action.ABOVE, i, i / 2, 0);
      step(steps, Action.FORUM, i, i % 2, i);
      step(steps, Action.ADD_TOPIC, some, i, 0);
      step(steps, Action.ADD_TOPIC, i, some, 0);
      step(steps, Action.PIN, some, i, 0);
      step(steps, Action.RECALL, some, i, 0);
      step(steps, Action.WORDS, some, i, 0);
      step(steps, Action.OVERHEAR, some, i, 0);
      step(steps, Action.NEW_RUMOUR, some, 0, 0);
      step(steps, Action.SPREAD, some, i, 0);
      step(steps, Action.NEW_ECHO, i, some, i);
      step(steps, Action.NEW_CUSHION, i, i, 0);
      step(steps, Action.SUBSCRIBE, i, some, 0);
    }
    return steps;
  }

  private static void step(List<TaleStep> steps, Action action, int a, int b, int c) {
    steps.add(new TaleStep(action, a, b, c));
  }
}
