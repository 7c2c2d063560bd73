package dev.twofold.checker.model;

import dev.twofold.loader.BatchLoader;
import dev.twofold.loader.LoadContext;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A loader that depends on nothing that Hibernate knows: its entries are cleared by tags. */
public abstract class Notes extends BatchLoader<Long, Note> {

  private static final int TAGS = 2;

  /** The tag of a note. */
  public static String tag(long id) {
    return "notes-" + id % TAGS;
  }

  @Override
  public Map<Long, Note> loadAll(Set<Long> ids, LoadContext context) throws SQLException {
    Map<Long, Note> notes = new HashMap<>();
    try (PreparedStatement statement =
        context
            .connection()
            .prepareStatement("select id, version, writer from notes where id = any(?)")) {
      statement.setArray(1, context.connection().createArrayOf("bigint", ids.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          notes.put(rows.getLong(1), new Note(rows.getLong(2), rows.getLong(3)));
        }
      }
    }
    return notes;
  }

  @Override
  public Set<String> tags(Long id) {
    return Set.of(tag(id));
  }
}
