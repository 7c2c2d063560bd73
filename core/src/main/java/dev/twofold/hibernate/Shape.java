package dev.twofold.hibernate;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How a value is made of the columns of a row, and taken apart into them. */
sealed interface Shape permits ColumnShape, ComponentsShape, EmbeddableShape {

  /** The positions of its columns in a row. */
  IntStream columns();

  /** The value that a row has. */
  @Nullable Object assemble(@Nullable Object[] row);

  /** Writes the parts of a value to their columns. */
  void disassemble(@Nullable Object value, @Nullable Object[] row);
}
