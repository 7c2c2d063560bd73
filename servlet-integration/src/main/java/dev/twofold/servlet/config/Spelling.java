package dev.twofold.servlet.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a person may have meant. */
final class Spelling {

  private Spelling() {}

  /** The known name that takes the fewest edits, if those are few for its length. */
  static Optional<String> nearest(String written, Collection<String> known) {
    String wanted = written.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(name -> edits(wanted, name.toLowerCase(Locale.ROOT)) <= 1 + name.length() / 4)
        .min(Comparator.comparingInt(name -> edits(wanted, name.toLowerCase(Locale.ROOT))));
  }

  /** The Levenshtein distance, row by row. */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      row[column] = column;
    }
    for (int line = 1; line <= from.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column <= to.length(); column++) {
        int replaced = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
      }
    }
    return row[to.length()];
  }
}
