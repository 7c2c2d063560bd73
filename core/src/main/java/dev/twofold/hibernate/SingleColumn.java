package dev.twofold.hibernate;

import java.util.Optional;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;

/**
 * An attribute that has one column: a basic one, or a to-one whose foreign key has one.
 *
 * @param attribute the attribute
 * @param path what selects and compares it, in HQL
 * @param mapping the type of the column
 * @param javaType the type of its values; of a to-one that of the id it refers to
 * @param nullable whether it can be null
 * @param column the column in the table
 */
record SingleColumn(
    Attribute attribute,
    String path,
    JdbcMapping mapping,
    Class<?> javaType,
    boolean nullable,
    SelectableMapping column) {

  /** The column of an attribute, if it is one. */
  static Optional<SingleColumn> of(Attribute attribute) {
    if (attribute.part() instanceof ToOneAttributeMapping toOne) {
      return ForeignKeys.isOneColumn(toOne)
              && toOne.getAssociatedEntityMappingType().getIdentifierMapping()
                  instanceof BasicValuedModelPart id
          ? Optional.of(
              new SingleColumn(
                  attribute,
                  ForeignKeys.column(attribute.path(), toOne),
                  id.getJdbcMapping(),
                  id.getJavaType().getJavaTypeClass(),
                  toOne.isNullable(),
                  toOne.getForeignKeyDescriptor().getKeyPart().getSelectable(0)))
          : Optional.empty();
    }
    return attribute.part() instanceof BasicValuedModelPart basic
        ? Optional.of(
            new SingleColumn(
                attribute,
                attribute.path(),
                basic.getJdbcMapping(),
                basic.getJavaType().getJavaTypeClass(),
                basic.isNullable(),
                basic))
        : Optional.empty();
  }

  /** Whether values can be compared for equality. */
  boolean isComparable() {
    return !new ColumnType(mapping).isLargeObject();
  }

  /** Whether values have an order. */
  boolean isOrdered() {
    return isComparable() && Comparable.class.isAssignableFrom(Wanted.boxed(javaType));
  }
}
