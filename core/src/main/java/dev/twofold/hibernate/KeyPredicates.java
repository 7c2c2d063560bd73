package dev.twofold.hibernate;

import dev.twofold.hibernate.KeyedQuery.KeyColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.SqlTuple;
import org.hibernate.sql.ast.tree.predicate.InArrayPredicate;
import org.hibernate.sql.ast.tree.predicate.InListPredicate;
import org.hibernate.sql.ast.tree.predicate.Predicate;

/** The conditions that rows have one of some keys. */
final class KeyPredicates {

  private KeyPredicates() {}

  /**
   * One of a list of keys.
   *
   * @param columns those of a key
   * @param keys how many
   */
  static Predicate list(KeyColumns of, int[] columns, int keys) {
    List<Expression> alternatives = new ArrayList<>();
    for (int key = 0; key < keys; key++) {
      List<Expression> values = new ArrayList<>();
      for (int i = 0; i < columns.length; i++) {
        values.add(of.value(columns[i], key * columns.length + i));
      }
      alternatives.add(tuple(values));
    }
    List<Expression> tested = Arrays.stream(columns).mapToObj(of::column).toList();
    return new InListPredicate(tuple(tested), alternatives);
  }

  /** One of the keys in an array. */
  static Predicate array(KeyColumns of, int column) {
    return new InArrayPredicate(of.column(column), of.value(column, 0));
  }

  private static Expression tuple(List<Expression> expressions) {
    return expressions.size() == 1 ? expressions.get(0) : new SqlTuple(expressions, null);
  }
}
