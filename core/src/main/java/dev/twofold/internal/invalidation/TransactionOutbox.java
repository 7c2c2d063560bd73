package dev.twofold.internal.invalidation;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.OutboxRow;
import java.util.List;

/** The outbox of one database as its transactions use it. Thread-safe. */
public interface TransactionOutbox {

  /** A row that would name more keys names their loaders, so that it stays small. */
  int MOST_KEYS = 1_000;

  /** A row that says what is stale. */
  OutboxRow row(Invalidation stale);

  /**
   * Rows were committed.
   *
   * @param isDelivered whether what they say was told to all tiers
   */
  void committed(List<String> ids, boolean isDelivered);
}
