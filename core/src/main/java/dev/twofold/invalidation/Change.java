package dev.twofold.invalidation;

import org.jspecify.annotations.Nullable;

/** Something that a transaction wrote, as its database tells it. */
public sealed interface Change permits RowChange, CollectionChange, TableChange {

  /** The tenant id that it was written under; null: none, or not known. */
  @Nullable Object tenant();
}
