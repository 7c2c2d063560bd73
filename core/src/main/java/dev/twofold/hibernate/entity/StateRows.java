package dev.twofold.hibernate.entity;

import dev.twofold.key.ParameterValues;
import dev.twofold.tier.DatabaseRead;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a {@link StateSelect}. Thread-safe. */
public interface StateRows {

  /**
   * The rows of some keys, in the order of the statement.
   *
   * @param keys see {@link Keys}
   * @return the values of the columns as the driver gave them to Hibernate's types, unconverted
   */
  List<@Nullable Object[]> read(Collection<?> keys, ParameterValues parameters, DatabaseRead read);
}
