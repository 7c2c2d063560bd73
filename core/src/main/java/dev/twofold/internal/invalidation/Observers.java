package dev.twofold.internal.invalidation;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.InvalidationObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells observers of invalidations. They are code of others, and fail nothing. Thread-safe. */
public final class Observers {

  private static final Logger LOG = LoggerFactory.getLogger(Observers.class);

  private final List<InvalidationObserver> all;
  private final AtomicBoolean warned = new AtomicBoolean();

  public Observers(List<InvalidationObserver> all) {
    this.all = List.copyOf(all);
  }

  void sent(Invalidation stale, boolean confirmed, long nanos) {
    if (!all.isEmpty()) {
      tell(observer -> observer.sent(stale, confirmed, Duration.ofNanos(nanos)));
    }
  }

  void received(Invalidation stale) {
    tell(observer -> observer.received(stale));
  }

  private void tell(Consumer<InvalidationObserver> event) {
    for (InvalidationObserver observer : all) {
      try {
        event.accept(observer);
      } catch (RuntimeException e) {
        if (warned.compareAndSet(false, true)) {
          LOG.warn("{} failed. Said once.", observer.getClass().getName(), e);
        }
      }
    }
  }
}
