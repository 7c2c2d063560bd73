package dev.twofold.hibernate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The total order of the rows of an owner.
 *
 * @param steps the columns of the id are the last of them
 */
record RowOrder(List<Step> steps) {

  RowOrder {
    steps = List.copyOf(steps);
  }

  /**
   * One step.
   *
   * @param path what is compared, in HQL
   * @param descending whether the largest comes first
   * @param column the attribute, or null for a position in a list and for the id
   */
  record Step(String path, boolean descending, @Nullable SingleColumn column) {

    private static final String POSITION = "index(" + SelectList.ROOT + ")";

    /** The position in a list. */
    static Step position() {
      return new Step(POSITION, false, null);
    }

    boolean isPosition() {
      return path.equals(POSITION);
    }

    private String hql() {
      return descending ? path + " desc" : path;
    }
  }

  String hql() {
    return String.join(", ", steps.stream().map(Step::hql).toList());
  }
}
