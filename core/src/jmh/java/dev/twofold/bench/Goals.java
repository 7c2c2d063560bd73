package dev.twofold.bench;

import dev.twofold.bench.macro.MacroGoals;
import dev.twofold.bench.micro.MicroGoals;
import dev.twofold.bench.page.PageGoals;
import dev.twofold.bench.report.Goal;
import dev.twofold.bench.scale.ScaleGoals;
import java.util.List;
import java.util.stream.Stream;

/** What the benchmarks are to show. */
public final class Goals {

  private Goals() {}

  /** All of them. */
  public static List<Goal> all() {
    return Stream.of(MicroGoals.all(), PageGoals.all(), ScaleGoals.all(), MacroGoals.all())
        .flatMap(List::stream)
        .toList();
  }
}
