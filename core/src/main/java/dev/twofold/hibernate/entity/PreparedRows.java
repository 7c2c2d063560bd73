package dev.twofold.hibernate.entity;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Rows that are prepared when they are first read: a mapping has more than an application uses. */
final class PreparedRows {

  private final Supplier<StateRows> prepare;
  private volatile @Nullable StateRows rows;

  PreparedRows(Supplier<StateRows> prepare) {
    this.prepare = prepare;
  }

  /** Threads that are first at once each prepare, which is harmless. */
  StateRows get() {
    StateRows prepared = rows;
    if (prepared == null) {
      prepared = prepare.get();
      rows = prepared;
    }
    return prepared;
  }
}
