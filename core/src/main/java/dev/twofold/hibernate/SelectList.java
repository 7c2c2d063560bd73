package dev.twofold.hibernate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.metamodel.mapping.JdbcMapping;

/** Collects what a statement selects, and from where. Used while a statement is prepared. */
final class SelectList {

  /** The alias of the entity whose rows are read. */
  static final String ROOT = "e";

  private final String source;
  private final Map<String, Integer> positions = new LinkedHashMap<>();
  private final List<SelectedColumn> columns = new ArrayList<>();
  private final Map<String, String> joins = new LinkedHashMap<>();

  /**
   * @param source where {@link #ROOT} comes from, in HQL
   */
  SelectList(String source) {
    this.source = source;
  }

  /** A list of what all rows of an entity have. */
  static SelectList of(String entityName) {
    return new SelectList(entityName + " " + ROOT);
  }

  /** The position of a column, which is selected once however often it is asked for. */
  int add(String path, JdbcMapping mapping) {
    return positions.computeIfAbsent(
        path,
        added -> {
          columns.add(new SelectedColumn(added, new ColumnType(mapping)));
          return columns.size() - 1;
        });
  }

  /** The alias of an outer join with what a path leads to. */
  String join(String path) {
    return joins.computeIfAbsent(path, added -> "j" + joins.size());
  }

  List<SelectedColumn> columns() {
    return List.copyOf(columns);
  }

  /** What is selected, in HQL. */
  List<String> paths() {
    return List.copyOf(positions.keySet());
  }

  /** Where it is selected from, in HQL. */
  String from() {
    StringBuilder from = new StringBuilder(source);
    joins.forEach(
        (path, alias) -> from.append(" left join ").append(path).append(' ').append(alias));
    return from.toString();
  }
}
