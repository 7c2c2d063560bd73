package dev.twofold.hibernate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.metamodel.mapping.JdbcMapping;

/** Collects what a statement selects. Used while a loader is prepared. */
final class SelectList {

  /** The alias of the entity. */
  static final String ROOT = "e";

  private final Map<String, Integer> positions = new LinkedHashMap<>();
  private final List<SelectedColumn> columns = new ArrayList<>();
  private final Map<String, String> joins = new LinkedHashMap<>();

  /** The position of a column, which is selected once however often it is asked for. */
  int add(String path, JdbcMapping mapping) {
    return positions.computeIfAbsent(
        path,
        added -> {
          columns.add(new SelectedColumn(added, mapping));
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

  String hql(String entityName) {
    StringBuilder hql = new StringBuilder("select ").append(String.join(", ", positions.keySet()));
    hql.append(" from ").append(entityName).append(' ').append(ROOT);
    joins.forEach(
        (path, alias) -> hql.append(" left join ").append(path).append(' ').append(alias));
    return hql.toString();
  }
}
