package dev.twofold.hibernate;

/** The text of a statement for one number of keys, and where its parameters and columns are. */
final class StatementText {

  /** Stands among the parameters for the tenant. */
  static final int TENANT = -1;

  private final String sql;
  private final int[] parameters;
  private final int[] positions;

  /**
   * @param sql the text
   * @param parameters for each parameter of the text which key column it is, counted through all
   *     keys, or {@link #TENANT}
   * @param positions the position of each selected column in the result
   */
  StatementText(String sql, int[] parameters, int[] positions) {
    this.sql = sql;
    this.parameters = parameters;
    this.positions = positions;
  }

  String sql() {
    return sql;
  }

  int parameters() {
    return parameters.length;
  }

  int parameter(int index) {
    return parameters[index];
  }

  int position(int column) {
    return positions[column];
  }
}
