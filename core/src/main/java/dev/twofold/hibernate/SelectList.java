package dev.twofold.hibernate;

import static java.util.Objects.requireNonNull;

import dev.twofold.hibernate.impact.ColumnName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.ValuedModelPart;

/** Collects what a statement selects, and from where. Used while a statement is prepared. */
final class SelectList {

  /** The alias of the entity whose rows are read. */
  static final String ROOT = "e";

  /** The path of an attribute of the root, as changes name it. */
  static String attributePath(String path) {
    return path.substring(ROOT.length() + 1);
  }

  private final String source;
  private final Map<String, Integer> positions = new LinkedHashMap<>();
  private final List<SelectedColumn> columns = new ArrayList<>();
  private final Map<String, String> joins = new LinkedHashMap<>();
  private final Map<Integer, ColumnName> mapped = new HashMap<>();

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

  /** The position of an attribute's column. */
  int add(SingleColumn column) {
    int position = add(column.path(), column.mapping());
    mapped.put(position, ColumnName.of(column.column()));
    return position;
  }

  /** Says that columns are read of a foreign key, though they are named as those of its target. */
  void refer(IntStream columns, ValuedModelPart target, ValuedModelPart foreignKey) {
    List<ColumnName> targets = ColumnName.of(target);
    List<ColumnName> own = ColumnName.of(foreignKey);
    columns.forEach(
        column ->
            mapped.computeIfPresent(
                column,
                (same, name) -> targets.contains(name) ? own.get(targets.indexOf(name)) : name));
  }

  /** The column of a table that a column is read of; it must be that of an attribute. */
  ColumnName column(int column) {
    return requireNonNull(mapped.get(column), () -> paths().get(column));
  }

  /** Whether a column is read of a joined row. */
  boolean isJoined(int column) {
    String path = paths().get(column);
    return joins.values().stream().anyMatch(alias -> path.startsWith(alias + "."));
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
