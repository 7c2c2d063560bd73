package dev.twofold.hibernate.write;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the {@code set} of an update, read for the columns that it sets. Names that
 * are none of columns may be among them; where one could be missing, nothing is told.
 */
final class SetClause {

  private static final Pattern NAME = Pattern.compile(SqlText.NAME);

  /** One column, maybe qualified, or several in parentheses. */
  private static final Pattern COLUMNS =
      Pattern.compile(
          "\\s*(?:\\(\\s*)?"
              + SqlText.QUALIFIED
              + "(?:\\s*,\\s*"
              + SqlText.QUALIFIED
              + ")*\\s*\\)?\\s*");

  /**
   * Signs of texts that were not recognized as such, whose content may look like code; and of
   * another statement that follows.
   */
  private static final Pattern DOUBTFUL =
      Pattern.compile("['\\\\]|\\$(?!\\d)|\"[^\"]*[(),=][^\"]*\"|;\\s*\\S");

  private final String clause;

  SetClause(String clause) {
    this.clause = clause;
  }

  /** In lower case and without quotes; null: not known. */
  @Nullable Set<String> columns() {
    if (DOUBTFUL.matcher(clause).find()) {
      return null;
    }
    List<String> assignments = assignments();
    Set<String> columns = new HashSet<>();
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=');
      String target = equals < 0 ? "" : assignment.substring(0, equals);
      if (!COLUMNS.matcher(target).matches()) {
        return null;
      }
      // Of a qualified name all parts: the first is the column where the rest is a part of it.
      Matcher names = NAME.matcher(target);
      while (names.find()) {
        columns.add(SqlText.unqualified(names.group()));
      }
    }
    return columns.isEmpty() ? null : columns;
  }

  /** What commas separate, the last with all that follows; empty: parentheses do not match. */
  private List<String> assignments() {
    List<String> assignments = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < clause.length(); i++) {
      char each = clause.charAt(i);
      if (each == '(') {
        depth++;
      } else if (each == ')') {
        depth--;
      } else if (each == ',' && depth == 0) {
        assignments.add(clause.substring(start, i));
        start = i + 1;
      }
    }
    assignments.add(clause.substring(start));
    return depth == 0 ? assignments : List.of();
  }
}
