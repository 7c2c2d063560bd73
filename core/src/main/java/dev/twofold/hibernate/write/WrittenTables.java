package dev.twofold.hibernate.write;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.sql.exec.internal.JdbcOperationQueryMutationNative;
import org.hibernate.sql.exec.spi.JdbcOperationQueryMutation;

/**
 * The tables that a statement may write.
 *
 * @param names their names, in lower case and without schema
 * @param isEverything whether nobody knows which: any
 */
record WrittenTables(Set<String> names, boolean isEverything) {

  static final WrittenTables NONE = new WrittenTables(Set.of(), false);
  static final WrittenTables EVERYTHING = new WrittenTables(Set.of(), true);

  WrittenTables {
    names = Set.copyOf(names);
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
    Set<String> targets = new SqlText(sql).targets();
    return new WrittenTables(
        !targets.isEmpty() && affected.containsAll(targets) ? targets : affected, false);
  }

  /** Of a statement that somebody wrote, with what it was declared to write. */
  private static WrittenTables ofNative(String sql, Set<String> declared) {
    WrittenTables read = ofText(new SqlText(sql));
    if (declared.isEmpty()) {
      return read;
    }
    Set<String> names = new HashSet<>(declared);
    names.addAll(read.names());
    return new WrittenTables(names, false);
  }

  private static WrittenTables ofText(SqlText text) {
    return switch (text.firstWord()) {
      case "update", "insert", "delete", "merge", "replace", "truncate", "with" -> {
        Set<String> targets = text.targets();
        yield targets.isEmpty() || text.isAmbiguous()
            ? EVERYTHING
            : new WrittenTables(targets, false);
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

  /** Of a query, which may write in common table expressions. */
  static WrittenTables ofQuery(String sql) {
    return sql.regionMatches(true, 0, "with", 0, 4)
        ? new WrittenTables(new SqlText(sql).targets(), false)
        : NONE;
  }

  boolean isNone() {
    return names.isEmpty() && !isEverything;
  }
}
