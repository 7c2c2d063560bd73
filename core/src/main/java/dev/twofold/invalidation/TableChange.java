package dev.twofold.invalidation;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A statement that may have changed any row of some tables: bulk HQL, native SQL.
 *
 * @param tables the names of the tables as the mapping has them, in lower case and without schema
 * @param everything whether the database could not tell which tables: any
 * @param columns the columns that an update sets, in lower case; null: any, or rows came or went
 * @param tenant the tenant id that it was written under; null: none, or not known
 */
public record TableChange(
    Set<String> tables, boolean everything, @Nullable Set<String> columns, @Nullable Object tenant)
    implements Change {
  public TableChange {
    tables = Set.copyOf(tables);
    columns = columns == null ? null : Set.copyOf(columns);
  }

  /** A change of any column. */
  public TableChange(Set<String> tables, boolean everything, @Nullable Object tenant) {
    this(tables, everything, null, tenant);
  }
}
