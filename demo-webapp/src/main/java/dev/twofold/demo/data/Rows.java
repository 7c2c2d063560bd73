package dev.twofold.demo.data;

import org.jspecify.annotations.Nullable;

/** Takes the rows of a community, table by table. */
@FunctionalInterface
interface Rows {

  /** Adds a row, one value for each column of the table. Moments are {@code OffsetDateTime}s. */
  void add(Table table, @Nullable Object... values);
}
