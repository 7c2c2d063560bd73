package dev.twofold.hibernate.impact;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The columns that the text of a statement names. A name is taken for a column wherever it stands,
 * which can be an alias or a column of another table: then a column counts that need not.
 */
final class NamedColumns {

  private static final Pattern BETWEEN_NAMES = Pattern.compile("[^\\p{L}\\p{N}_$#]+");

  private final Set<String> names;

  NamedColumns(String sql) {
    names = names(sql);
  }

  private static Set<String> names(String sql) {
    Set<String> names =
        new HashSet<>(Arrays.asList(BETWEEN_NAMES.split(sql.toLowerCase(Locale.ROOT))));
    // What stands before the first name, as the quote of a quoted one does, is no name.
    names.remove("");
    return names;
  }

  /**
   * @param column its name, or an expression: all names in it count
   */
  boolean has(String column) {
    return names.containsAll(names(column));
  }
}
