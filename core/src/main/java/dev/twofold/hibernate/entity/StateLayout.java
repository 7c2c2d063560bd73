package dev.twofold.hibernate.entity;

import dev.twofold.codec.ValueCodec;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.metamodel.mapping.SelectableMapping;

/**
 * The columns of the states of a hierarchy or of an association, in their order. A column is there
 * once however many attributes share it. Grows while a mapping is read, then does not change.
 */
final class StateLayout {

  private final Map<String, Integer> positions = new LinkedHashMap<>();
  private final List<StateColumn> columns = new ArrayList<>();
  private final boolean oneTable;

  /**
   * @param oneTable whether equal names are one column whatever table they are said to be of, as in
   *     the union of tables per class
   */
  StateLayout(boolean oneTable) {
    this.oneTable = oneTable;
  }

  int add(StateColumn column) {
    return positions.computeIfAbsent(
        column.name(),
        added -> {
          columns.add(column);
          return columns.size() - 1;
        });
  }

  int add(SelectableMapping selectable) {
    if (oneTable) {
      return add(
          new StateColumn(
              selectable.getSelectionExpression(),
              selectable.getJdbcMapping(),
              StateColumn.inPrimaryTable(selectable)));
    }
    return add(StateColumn.of(selectable));
  }

  /** The positions of the columns of several. */
  int[] addAll(Iterable<SelectableMapping> selectables) {
    List<Integer> added = new ArrayList<>();
    selectables.forEach(selectable -> added.add(add(selectable)));
    return added.stream().mapToInt(Integer::intValue).toArray();
  }

  List<StateColumn> columns() {
    return columns;
  }

  /** The types of the columns by name, for a codec. */
  Map<String, Type> types() {
    Map<String, Type> types = new LinkedHashMap<>();
    columns.forEach(column -> types.put(column.name(), column.type()));
    return types;
  }

  /** The codec of lists of rows: these columns, then those of a key. */
  @SuppressWarnings("unchecked") // states are lists of tuples
  ValueCodec<Object> listCodec(List<StateColumn> key) {
    Map<String, Type> types = types();
    key.forEach(column -> types.put("{key}" + column.name(), column.type()));
    return (ValueCodec<Object>) (ValueCodec<?>) ValueCodec.ofTuples(types);
  }
}
