package dev.twofold.demo.view;

import java.util.List;

/**
 * A part of a list of stories.
 *
 * @param number counts from 1
 */
public record Page(int number) {

  /** How many stories a page shows. */
  public static final int SIZE = 30;

  /** How many rows a page asks for: one more than it shows tells whether another page follows. */
  public static final int ROWS = SIZE + 1;

  /** The last number that can be asked for. */
  public static final int LAST = 100_000;

  public Page {
    if (number < 1 || number > LAST) {
      throw new IllegalArgumentException("page is %d; allowed: 1 to %d".formatted(number, LAST));
    }
  }

  /** Of the rows that were found for a page, those that it shows. */
  static <T> List<T> shown(List<T> rows) {
    return rows.size() > SIZE ? rows.subList(0, SIZE) : rows;
  }

  /** How many rows stand before this page. */
  public int offset() {
    return (number - 1) * SIZE;
  }
}
