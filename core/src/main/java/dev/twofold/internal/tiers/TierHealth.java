package dev.twofold.internal.tiers;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs when the distributed tier stops answering and when it answers again: once per change. */
public final class TierHealth {

  private static final Logger LOG = LoggerFactory.getLogger(TierHealth.class);

  private final AtomicBoolean failing = new AtomicBoolean();

  /** A trip has failed. */
  public void failed(RuntimeException cause) {
    if (failing.compareAndSet(false, true)) {
      LOG.warn(
          "The distributed tier does not answer: {}. Its share of the work goes to the database"
              + " until it does.",
          cause.getMessage());
    }
  }

  /** A trip has succeeded. */
  public void answered() {
    if (failing.get() && failing.compareAndSet(true, false)) {
      LOG.info("The distributed tier answers again.");
    }
  }
}
