package dev.twofold.hibernate.write;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hibernate.sql.exec.internal.JdbcOperationQueryMutationNative;
import org.hibernate.sql.exec.spi.JdbcOperationQueryMutation;
import org.jspecify.annotations.Nullable;

/**
 * The tables that a statement may write.
 *
 * @param names their names, in lower case and without schema
 * @param isEverything whether nobody knows which: any
 * @param columns the columns that an update sets; null: any, or rows come or go
 */
record WrittenTables(Set<String> names, boolean isEverything, @Nullable Set<String> columns) {

  /** The most frequent beginning, behind which nothing is looked for. */
  private static final Pattern QUERY = Pattern.compile("select\\b", Pattern.CASE_INSENSITIVE);

  static final WrittenTables NONE = new WrittenTables(Set.of(), false, null);
  static final WrittenTables EVERYTHING = new WrittenTables(Set.of(), true, null);

  WrittenTables {
    names = Set.copyOf(names);
    columns = columns == null ? null : Set.copyOf(columns);
  }

  static WrittenTables of(JdbcOperationQueryMutation mutation) {
    Set<String> affected =
        mutation.getAffectedTableNames().stream()
            .map(SqlText::unqualified)
            .collect(Collectors.toSet());
    return mutation instanceof JdbcOperationQueryMutationNative
        ? ofNative(mutation.getSqlString(), affected)
        : ofTranslated(mutation.getSqlString(), affected);
  }

  /**
   * Of a statement that Hibernate made. What it says to be affected are also the tables that it
   * reads.
   */
  private static WrittenTables ofTranslated(String sql, Set<String> affected) {
    SqlText text = new SqlText(sql);
    Set<String> targets = text.targets();
    return !targets.isEmpty() && affected.containsAll(targets)
        ? new WrittenTables(targets, false, text.setColumns())
        : new WrittenTables(affected, false, null);
  }

  /** Of a statement that somebody wrote, with what it was declared to write. */
  private static WrittenTables ofNative(String sql, Set<String> declared) {
    WrittenTables read = ofText(new SqlText(sql));
    if (declared.isEmpty()) {
      return read;
    }
    Set<String> names = new HashSet<>(declared);
    names.addAll(read.names());
    return new WrittenTables(names, false, null);
  }

  private static WrittenTables ofText(SqlText text) {
    return switch (text.firstWord()) {
      case "update", "insert", "delete", "merge", "replace", "upsert", "truncate", "with" -> {
        Set<String> targets = text.targets();
        yield targets.isEmpty() || text.isAmbiguous()
            ? EVERYTHING
            : new WrittenTables(targets, false, text.setColumns());
      }
      case "set",
          "reset",
          "lock",
          "savepoint",
          "release",
          "analyze",
          "vacuum",
          "comment",
          "grant",
          "revoke",
          "create" ->
          NONE;
      default -> EVERYTHING;
    };
  }

  /** Of a query, which may write in common table expressions, or be a write that returns rows. */
  static WrittenTables ofQuery(String sql) {
    if (QUERY.matcher(sql).lookingAt()) {
      return NONE;
    }
    SqlText text = new SqlText(sql);
    return switch (text.firstWord()) {
      case "with" -> new WrittenTables(text.targets(), false, null);
      case "update", "insert", "delete", "merge" -> ofText(text);
      default -> NONE;
    };
  }

  boolean isNone() {
    return names.isEmpty() && !isEverything;
  }
}
