package dev.twofold.checker.history;

/**
 * Something in the database that is written as one: each write of it has the next version.
 *
 * @param kind what it is
 * @param id which one of them
 */
@SuppressWarnings("EnumOrdinal") // both processes have the same classes
public record Cell(CellKind kind, long id) implements Comparable<Cell> {

  private static final int ID_BITS = 48;
  private static final CellKind[] KINDS = CellKind.values();

  /** The cell that a number stands for. */
  public static Cell of(long number) {
    return new Cell(KINDS[(int) (number >>> ID_BITS)], number & ((1L << ID_BITS) - 1));
  }

  /** A number that stands for this cell; ordered as cells are. */
  public long number() {
    return ((long) kind.ordinal() << ID_BITS) | id;
  }

  @Override
  public int compareTo(Cell other) {
    return Long.compare(number(), other.number());
  }

  @Override
  public String toString() {
    return kind + " " + id;
  }
}
