package dev.twofold.hibernate;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The value of one column. */
record ColumnShape(int column) implements Shape {

  @Override
  public IntStream columns() {
    return IntStream.of(column);
  }

  @Override
  public @Nullable Object assemble(@Nullable Object[] row) {
    return row[column];
  }

  @Override
  public void disassemble(@Nullable Object value, @Nullable Object[] row) {
    row[column] = value;
  }
}
