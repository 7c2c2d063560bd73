package dev.twofold.checker.node;

import dev.twofold.LoadScope;
import dev.twofold.checker.history.Occasion;

/** Reads cells of one or several kinds in one scope. */
final class ReadRequest implements Request {

  private static final int MOST_READS = 3;

  @Override
  public void run(Worker worker) {
    long start = System.nanoTime();
    try (LoadScope scope = worker.node().twofold().open()) {
      Reader reader = worker.reader(scope, start, Occasion.REQUEST);
      int reads = 1 + worker.random().nextInt(MOST_READS);
      for (int i = 0; i < reads; i++) {
        var view = worker.anyView();
        reader.read(view, worker.someIds(view));
      }
    } catch (RuntimeException e) {
      worker.trouble("read", e);
    }
  }
}
