package dev.twofold.checker.node;

import dev.twofold.LoadScope;
import dev.twofold.checker.history.Event.Trouble;
import dev.twofold.checker.history.Occasion;
import dev.twofold.checker.history.View;
import dev.twofold.checker.model.Scale;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** What all kinds of requests of one thread share. Used by that thread. */
record Worker(Node node, RandomGenerator random, Transactions transactions) {

  private static final int MOST_IDS = 8;
  private static final View[] VIEWS = View.values();

  View anyView() {
    return VIEWS[random.nextInt(VIEWS.length)];
  }

  /** Some ids that a view knows, the small ones more often. */
  Set<Long> someIds(View view) {
    return someIds(limit(view, node.scale()), MOST_IDS);
  }

  Set<Long> someIds(int limit, int most) {
    Set<Long> ids = new TreeSet<>();
    int count = 1 + random.nextInt(most);
    for (int i = 0; i < count; i++) {
      ids.add((long) Math.min(random.nextInt(limit), random.nextInt(limit)));
    }
    return ids;
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** Reads cells through a scope and tells what was seen. */
  Reader reader(LoadScope scope, long start, Occasion occasion) {
    Recorder recorder = node.recorder();
    return new Reader(
        scope, recorder, (seen, id, state) -> recorder.read(seen, id, state, start, occasion));
  }

  void trouble(String what, RuntimeException failure) {
    node.recorder().tell(new Trouble(what + ": " + failure.getClass().getSimpleName()));
  }

  /** How many ids there are, from 0. */
  static int limit(View view, Scale scale) {
    return switch (view.kind()) {
      case ITEM, COIN -> scale.children();
      case ITEM_CODE, COIN_CODE -> scale.codes();
      default -> scale.parents();
    };
  }
}
