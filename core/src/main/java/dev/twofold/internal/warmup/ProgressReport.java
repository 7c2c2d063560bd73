package dev.twofold.internal.warmup;

import dev.twofold.warmup.WarmupObserver;
import dev.twofold.warmup.WarmupProgress;
import dev.twofold.warmup.WarmupState;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells observers how far plans have got, whatever they throw, and logs how they ended. */
final class ProgressReport implements Consumer<WarmupProgress> {

  private static final Logger LOG = LoggerFactory.getLogger(ProgressReport.class);

  private final List<WarmupObserver> observers;
  private final AtomicBoolean warned = new AtomicBoolean();

  ProgressReport(List<WarmupObserver> observers) {
    this.observers = List.copyOf(observers);
  }

  @Override
  public void accept(WarmupProgress progress) {
    log(progress);
    for (WarmupObserver observer : observers) {
      try {
        observer.progressed(progress);
      } catch (RuntimeException | Error e) {
        if (warned.compareAndSet(false, true)) {
          LOG.warn("An observer of warm-ups has failed. Said once.", e);
        }
      }
    }
  }

  private static void log(WarmupProgress progress) {
    if (progress.state() == WarmupState.FAILED) {
      LOG.warn(
          "Warm-up '{}' has ended after {} keys, because the next ones could not be listed: {}",
          progress.plan(),
          progress.done(),
          progress.lastFailure());
    } else if (progress.state() == WarmupState.DONE && progress.failed() > 0) {
      LOG.warn(
          "Warm-up '{}' is done: {} keys loaded, {} warm already, {} absent, {} skipped after"
              + " several attempts; last: {}",
          progress.plan(),
          progress.loaded(),
          progress.warm(),
          progress.absent(),
          progress.failed(),
          progress.lastFailure());
    } else if (progress.state() == WarmupState.DONE) {
      LOG.info(
          "Warm-up '{}' is done: {} keys loaded, {} warm already, {} absent, in {} ms",
          progress.plan(),
          progress.loaded(),
          progress.warm(),
          progress.absent(),
          progress.elapsed().toMillis());
    }
  }
}
