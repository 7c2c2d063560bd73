package dev.twofold.hibernate;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Keys bound as one SQL array.
 *
 * @param elementType the SQL name of the element type
 */
record KeyArray(String elementType) {

  void bind(PreparedStatement statement, int index, @Nullable Object[] values) throws SQLException {
    Array array = statement.getConnection().createArrayOf(elementType, values);
    statement.setArray(index, array);
  }
}
