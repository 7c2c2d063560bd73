package dev.twofold.bench.macro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Kinds of requests, each with its share. */
final class Mix implements Workload.Asks {

  private final List<Workload.Asks> kinds = new ArrayList<>();
  private double[] cumulated = {};

  /**
   * Adds a kind.
   *
   * @param share relative to those of the others
   */
  Mix add(double share, Workload.Asks kind) {
    kinds.add(kind);
    cumulated = Arrays.copyOf(cumulated, kinds.size());
    cumulated[kinds.size() - 1] = share + (kinds.size() > 1 ? cumulated[kinds.size() - 2] : 0);
    return this;
  }

  @Override
  public Ask next(RandomGenerator random) {
    double drawn = random.nextDouble() * cumulated[cumulated.length - 1];
    int kind = 0;
    while (cumulated[kind] <= drawn) {
      kind++;
    }
    return kinds.get(kind).next(random);
  }
}
