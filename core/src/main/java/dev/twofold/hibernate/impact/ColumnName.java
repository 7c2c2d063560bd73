package dev.twofold.hibernate.impact;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.ValuedModelPart;

/**
 * A column as the mapping names it.
 *
 * @param table its table
 * @param name its name in the table
 */
public record ColumnName(String table, String name) {

  public static ColumnName of(SelectableMapping column) {
    return new ColumnName(column.getContainingTableExpression(), column.getSelectionExpression());
  }

  /** The names of some columns as a text that names them. */
  public static String text(List<ColumnName> columns) {
    return columns.stream().map(ColumnName::name).collect(Collectors.joining(" "));
  }

  /** Those of an attribute, an id, or a side of a foreign key, in order. */
  public static List<ColumnName> of(ValuedModelPart part) {
    List<ColumnName> names = new ArrayList<>();
    part.forEachSelectable((position, column) -> names.add(of(column)));
    return names;
  }
}
