package dev.twofold.hibernate.impact;

/** What rows have to meet. */
@FunctionalInterface
public interface RowTest {

  /** All rows may meet it. */
  RowTest NONE = image -> true;

  /** Whether a row may meet it: true where what is known does not tell. */
  boolean mayHold(RowImage image);
}
