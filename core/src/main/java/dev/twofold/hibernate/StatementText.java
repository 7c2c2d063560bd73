package dev.twofold.hibernate;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The text of a statement for some number of keys, and where its parameters and columns are. */
final class StatementText {

  private final String sql;
  private final int[] parameters;
  private final int[] positions;

  /**
   * @param sql the text
   * @param parameters for each parameter of the text its position among the values of the keys, or
   *     the {@linkplain #given complement} of that among the given values
   * @param positions the position of each selected column in the result
   */
  StatementText(String sql, int[] parameters, int[] positions) {
    this.sql = sql;
    this.parameters = parameters;
    this.positions = positions;
  }

  /** What stands among the parameters for a given value. */
  static int given(int position) {
    return ~position;
  }

  String sql() {
    return sql;
  }

  int position(int column) {
    return positions[column];
  }

  /** Binds all parameters. */
  void bind(PreparedStatement statement, Values keys, Values given) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      int parameter = parameters[i];
      if (parameter < 0) {
        given.bind(statement, i + 1, ~parameter);
      } else {
        keys.bind(statement, i + 1, parameter);
      }
    }
  }

  /** Values that parameters are bound to. */
  interface Values {

    /**
     * Binds one.
     *
     * @param index of the parameter in the text, from 1
     * @param position of the value, from 0
     */
    void bind(PreparedStatement statement, int index, int position) throws SQLException;
  }
}
