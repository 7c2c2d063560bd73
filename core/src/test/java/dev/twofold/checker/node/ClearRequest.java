package dev.twofold.checker.node;

import dev.twofold.Invalidator;
import dev.twofold.checker.model.Loaders;
import dev.twofold.checker.model.Loaders.Coins;
import dev.twofold.checker.model.Loaders.Items;
import dev.twofold.checker.model.Loaders.ItemsFar;
import dev.twofold.checker.model.Summaries;
import java.util.Set;

/** Declares much stale that is not. */
final class ClearRequest implements Request {

  private static final int KINDS = 6;

  @Override
  public void run(Worker worker) {
    Invalidator invalidator = worker.node().twofold().invalidator();
    try {
      switch (worker.random().nextInt(KINDS)) {
        case 0 -> invalidator.clearRegion(Loaders.NEAR);
        case 1 -> invalidator.clearRegion(Loaders.STRICT);
        case 2 -> invalidator.clear(Items.class);
        case 3 -> invalidator.clear(worker.chance(0.5) ? Coins.class : ItemsFar.class);
        case 4 -> invalidator.tablesChanged(Set.of("items"));
        default ->
            invalidator.clearTag(
                Summaries.tag(worker.random().nextInt(worker.node().scale().parents())));
      }
    } catch (RuntimeException e) {
      worker.trouble("clear", e);
    }
  }
}
