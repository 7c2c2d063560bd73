package dev.twofold.checker.model;

import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.Dependency;
import dev.twofold.loader.LoadContext;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A loader written by hand, in SQL, that says what it depends on, and whose entries have tags. */
public abstract class Summaries extends BatchLoader<Long, Summary> {

  private static final int TAGS = 4;

  private final Class<?> child;
  private final String parent;
  private final String table;

  Summaries(Class<?> child, String parent, String table) {
    this.child = child;
    this.parent = parent;
    this.table = table;
  }

  /** The tag of the entry of a parent. */
  public static String tag(long parent) {
    return "group-" + parent % TAGS;
  }

  @Override
  public Map<Long, Summary> loadAll(Set<Long> parents, LoadContext context) throws SQLException {
    String sql =
        "select %1$s_id, count(*), max(stamp) from %2$s where %1$s_id = any(?) group by %1$s_id"
            .formatted(parent, table);
    Map<Long, Summary> summaries = new HashMap<>();
    try (PreparedStatement statement = context.connection().prepareStatement(sql)) {
      statement.setArray(1, context.connection().createArrayOf("bigint", parents.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          summaries.put(rows.getLong(1), new Summary(rows.getLong(2), rows.getLong(3)));
        }
      }
    }
    return summaries;
  }

  @Override
  public List<Dependency<Long>> dependencies() {
    return List.of(Dependency.on(child, change -> change.values(parent, Long.class)));
  }

  @Override
  public Set<String> tags(Long key) {
    return Set.of(tag(key));
  }
}
