package dev.twofold.hibernate.write;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A statement of SQL, read for the tables that it writes and no further. */
final class SqlText {

  private static final Pattern NO_CODE =
      Pattern.compile("--[^\\n]*|/\\*.*?\\*/|'[^']*'", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("\\w+");

  static final String NAME = "(?:\"[^\"]+\"|`[^`]+`|\\[[^]]+]|[\\w$#]+)";
  static final String QUALIFIED = NAME + "(?:\\s*\\.\\s*" + NAME + ")*";

  /**
   * What writes, and to what; not {@code for update}, nor the last clause of an insert or merge.
   */
  private static final Pattern TARGET =
      pattern(
          "(?<!\\bfor\\s)(?<!\\bdo\\s)(?<!\\bkey\\s)"
              + "\\b(?:update|delete\\s+from|insert\\s+into|merge\\s+into|replace\\s+into|upsert\\s+into"
              + "|truncate(?:\\s+table)?)\\s+(?:only\\s+)?(?!set\\b)("
              + QUALIFIED
              + ")");

  /** Tables that are emptied together, and no others that depend on them. */
  private static final Pattern TRUNCATE_ALONE =
      pattern(
          "^truncate(?:\\s+table)?\\s+(?:only\\s+)?"
              + QUALIFIED
              + "\\s*;?$|^truncate(?:\\s+table)?\\s+(?:only\\s+)?"
              + QUALIFIED
              + "\\s+(?:restart|continue)\\s+identity$");

  /** An update whose target may be several tables, as MySQL has it. */
  private static final Pattern UPDATE_OF_ONE =
      pattern(
          "^\\s*update\\s+(?:only\\s+)?"
              + QUALIFIED
              + "(?:\\s+(?:as\\s+)?"
              + NAME
              + ")?\\s+set\\b");

  /** A table and another name for it. */
  private static final Pattern ALIAS =
      pattern(
          "(?:\\bfrom|\\bjoin|\\busing|,)\\s+"
              + QUALIFIED
              + "\\s+(?:as\\s+)?(?!using\\b|join\\b)("
              + NAME
              + ")");

  private final String code;

  SqlText(String sql) {
    code = NO_CODE.matcher(sql).replaceAll(" ").replaceAll("\\s+", " ").trim();
  }

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  /** In lower case; empty: there is none. */
  String firstWord() {
    Matcher word = WORD.matcher(code);
    return word.find() ? word.group().toLowerCase(Locale.ROOT) : "";
  }

  /** The names that follow words that write, {@linkplain #unqualified}. */
  Set<String> targets() {
    return names(TARGET);
  }

  /** The columns that an update of one table sets; null: not known, or no such update. */
  @Nullable Set<String> setColumns() {
    Matcher head = UPDATE_OF_ONE.matcher(code);
    return head.find() && targets().size() == 1
        ? new SetClause(code.substring(head.end())).columns()
        : null;
  }

  /** Whether {@link #targets} may not be all tables, or not be the names of tables. */
  boolean isAmbiguous() {
    if (firstWord().equals("update") && !UPDATE_OF_ONE.matcher(code).find()) {
      return true;
    }
    if (firstWord().equals("truncate") && !TRUNCATE_ALONE.matcher(code).find()) {
      return true;
    }
    Set<String> aliases = names(ALIAS);
    return targets().stream().anyMatch(aliases::contains);
  }

  private Set<String> names(Pattern pattern) {
    Set<String> names = new HashSet<>();
    Matcher matcher = pattern.matcher(code);
    while (matcher.find()) {
      names.add(unqualified(matcher.group(1)));
    }
    return names;
  }

  /** A name in lower case, without schema and quotes. */
  static String unqualified(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1).trim();
    return last.replaceAll("[\"`\\[\\]]", "").toLowerCase(Locale.ROOT);
  }
}
