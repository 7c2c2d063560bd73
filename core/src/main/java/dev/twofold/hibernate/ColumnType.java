package dev.twofold.hibernate;

import static java.util.Objects.requireNonNull;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.type.descriptor.WrapperOptions;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a column are read and bound.
 *
 * @param mapping Hibernate's side of it
 */
record ColumnType(JdbcMapping mapping) {

  /** The type of a value that is no attribute's. */
  static ColumnType basic(SessionFactoryImplementor factory, Class<?> type) {
    return new ColumnType(
        requireNonNull(factory.getTypeConfiguration().getBasicTypeForJavaType(type), type.getName())
            .getJdbcMapping());
  }

  @Nullable Object read(ResultSet rows, int position, WrapperOptions options) throws SQLException {
    return domain(mapping.getJdbcValueExtractor().extract(rows, position, options));
  }

  /** The value that an attribute has for one of the driver. */
  @Nullable Object domain(@Nullable Object relational) {
    return mapping.convertToDomainValue(relational);
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
