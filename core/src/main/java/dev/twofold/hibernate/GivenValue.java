package dev.twofold.hibernate;

import dev.twofold.key.Parameter;
import dev.twofold.key.ParameterValues;
import org.hibernate.metamodel.mapping.JdbcMapping;

/**
 * A value that a statement is given beside keys.
 *
 * @param type how it is bound
 * @param source where it comes from
 */
record GivenValue(ColumnType type, Source source) {

  /** The same value in every read. */
  static GivenValue constant(JdbcMapping mapping, Object value) {
    return new GivenValue(new ColumnType(mapping), parameters -> value);
  }

  /** What a parameter has in the scope of a read. */
  static GivenValue of(JdbcMapping mapping, Parameter<?> parameter) {
    return new GivenValue(new ColumnType(mapping), parameters -> parameters.require(parameter));
  }

  /** Where a value comes from. */
  interface Source {
    Object value(ParameterValues parameters);
  }
}
