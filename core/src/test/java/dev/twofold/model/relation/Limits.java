package dev.twofold.model.relation;

/**
 * The limits of an engine.
 *
 * @param cohort how many owners one question resolves
 * @param columns how many columns of keys a statement takes
 */
record Limits(int cohort, int columns) {

  private static final int MOST_COLUMNS = 2 * (Graphs.COMMENTS + 2);

  /** Whether one question about one owner is answered for all owners. */
  boolean resolveAll() {
    return cohort > Graphs.COMMENTS * 4;
  }

  /** Into how many statements the most keys of one question are split. */
  int chunks() {
    return (MOST_COLUMNS + columns - 1) / columns;
  }
}
