package dev.twofold.internal.outbox;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs when an outbox can no longer be read and when it can again: once per change. */
final class OutboxHealth {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxHealth.class);

  private final String database;
  private final AtomicBoolean failing = new AtomicBoolean();

  OutboxHealth(String database) {
    this.database = database;
  }

  void failed(RuntimeException cause) {
    if (failing.compareAndSet(false, true)) {
      LOG.warn(
          "The outbox of database '{}' cannot be worked off: {}. Its rows wait until it can.",
          database,
          cause.getMessage());
    }
  }

  void answered() {
    if (failing.get() && failing.compareAndSet(true, false)) {
      LOG.info("The outbox of database '{}' is worked off again.", database);
    }
  }
}
