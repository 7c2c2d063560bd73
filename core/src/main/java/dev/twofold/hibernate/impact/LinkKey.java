package dev.twofold.hibernate.impact;

import org.jspecify.annotations.Nullable;

/**
 * How a key is made of columns.
 *
 * @param <K> type of keys
 */
@FunctionalInterface
public interface LinkKey<K> {

  /**
   * The key.
   *
   * @param columns their values as the driver has them
   * @return null where the columns are none, because one of them is null
   */
  @Nullable K of(@Nullable Object[] columns);
}
