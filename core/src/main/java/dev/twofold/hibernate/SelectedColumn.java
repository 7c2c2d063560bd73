package dev.twofold.hibernate;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.type.descriptor.WrapperOptions;
import org.jspecify.annotations.Nullable;

/**
 * A column of a select list.
 *
 * @param path what to select, in HQL
 * @param mapping how its values are read and bound
 */
record SelectedColumn(String path, JdbcMapping mapping) {

  @Nullable Object read(ResultSet rows, int position, WrapperOptions options) throws SQLException {
    return mapping.convertToDomainValue(
        mapping.getJdbcValueExtractor().extract(rows, position, options));
  }

  /** The value in the type that goes to the driver. */
  @Nullable Object relational(@Nullable Object value) {
    return mapping.convertToRelationalValue(value);
  }

  @SuppressWarnings("unchecked")
  void bind(
      PreparedStatement statement, int index, @Nullable Object relational, WrapperOptions options)
      throws SQLException {
    mapping.getJdbcValueBinder().bind(statement, relational, index, options);
  }

  /** The type of {@link #relational} values. */
  Class<?> relationalType() {
    return mapping.getJdbcJavaType().getJavaTypeClass();
  }

  boolean isLargeObject() {
    return mapping.getJdbcType().isLob();
  }

  int sqlType() {
    return mapping.getJdbcType().getDefaultSqlTypeCode();
  }
}
