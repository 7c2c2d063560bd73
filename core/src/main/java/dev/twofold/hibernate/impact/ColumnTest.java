package dev.twofold.hibernate.impact;

import dev.twofold.invalidation.RowChange.Known;
import java.util.function.Predicate;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** A test of one column of rows. */
public final class ColumnTest implements RowTest {

  private final ColumnValue column;
  private final Predicate<@Nullable Object> holds;

  private ColumnTest(ColumnValue column, Predicate<@Nullable Object> holds) {
    this.column = column;
    this.holds = holds;
  }

  /**
   * Tests what the driver has for a column.
   *
   * @return {@link #NONE} if no attribute of the rows has it
   */
  public static RowTest of(
      EntityPersister rows, ColumnName column, Predicate<@Nullable Object> holds) {
    ColumnValue value = RowColumns.of(rows).find(column);
    return value == null ? NONE : new ColumnTest(value, holds);
  }

  @Override
  public boolean mayHold(RowImage image) {
    return !(column.of(image) instanceof Known known) || holds.test(known.value());
  }
}
