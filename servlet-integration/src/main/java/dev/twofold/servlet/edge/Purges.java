package dev.twofold.servlet.edge;

import static java.util.stream.Collectors.toCollection;

import dev.twofold.servlet.config.PurgeSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Purges on a thread of its own, in portions, again and again with growing pauses until it is
 * confirmed; and once more after a while, for responses of the state before that were on their way
 * to a cache. Thread-safe.
 */
final class Purges implements AutoCloseable {

  /** So many fit into a header of 4 KiB. */
  private static final int PORTION = 250;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Logger LOG = LoggerFactory.getLogger(Purges.class);

  private final EdgePurger purger;
  private final ScheduledThreadPoolExecutor thread;
  private final PurgeKeys waiting;
  private final AtomicBoolean planned = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicLong keysPurged = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final boolean purgesAgain;

  /** Purged since the last turn, and between the last two turns. Of the thread. */
  private PurgeKeys young;

  private PurgeKeys old;
  private final int limit;
  private Duration pause = FIRST_PAUSE;

  Purges(EdgePurger purger, PurgeSettings settings) {
    this.purger = purger;
    this.limit = settings.limit();
    this.waiting = new PurgeKeys(limit);
    this.young = new PurgeKeys(limit);
    this.old = new PurgeKeys(limit);
    this.thread = new ScheduledThreadPoolExecutor(1, Purges::daemon);
    thread.setRemoveOnCancelPolicy(true);
    this.purgesAgain = !settings.again().isZero();
    if (purgesAgain) {
      long turn = settings.again().toMillis();
      var unused = thread.scheduleWithFixedDelay(this::turn, turn, turn, TimeUnit.MILLISECONDS);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "twofold-edge-purge");
    thread.setDaemon(true);
    return thread;
  }

  /** Purges some keys, soon. */
  void add(Set<PurgeKey> keys) {
    waiting.add(keys);
    later(Duration.ZERO);
  }

  private void later(Duration delay) {
    if (!closed.get() && planned.compareAndSet(false, true)) {
      var unused = thread.schedule(this::run, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void run() {
    planned.set(false);
    if (purge(waiting, purgesAgain)) {
      pause = FIRST_PAUSE;
    } else {
      later(pause);
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
  }

  /** What was purged for the first time before the last turn is purged for the second time. */
  private void turn() {
    if (purge(old, false)) {
      old = young;
      young = new PurgeKeys(limit);
    }
  }

  /** Purges all of some keys, up to the first failure; whether there was none. */
  private boolean purge(PurgeKeys keys, boolean again) {
    for (Set<PurgeKey> portion = keys.take(PORTION);
        !portion.isEmpty();
        portion = keys.take(PORTION)) {
      if (!isPurged(portion)) {
        keys.add(portion);
        return false;
      }
      if (again) {
        young.add(portion);
      }
    }
    return true;
  }

  private boolean isPurged(Set<PurgeKey> portion) {
    try {
      purger.purge(portion.stream().map(PurgeKey::text).collect(toCollection(LinkedHashSet::new)));
      keysPurged.addAndGet(portion.size());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (IOException | RuntimeException e) {
      // Not only IOException: a purger is code of others, and must not end the thread.
      if (failures.getAndIncrement() == 0) {
        LOG.warn(
            "Caches in front of the application were not purged; tried again until they are. Until"
                + " then they may answer what is stale, no longer than their responses live. Said"
                + " once; EdgeStats.purgesFailed counts.",
            e);
      }
      return false;
    }
  }

  long keysPurged() {
    return keysPurged.get();
  }

  long failures() {
    return failures.get();
  }

  int waiting() {
    return waiting.size();
  }

  /** Tries once more to purge everything that waits, also for the second time, for a short time. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      thread
          .submit(() -> purge(waiting, false) && purge(old, false) && purge(young, false))
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn(
          "{} surrogate keys were not purged before the end; caches may answer what is stale as"
              + " long as their responses live",
          waiting.size(),
          e);
    } finally {
      thread.shutdownNow();
    }
  }
}
