package dev.twofold.internal.warmup;

import dev.twofold.internal.invalidation.Scheduler;
import dev.twofold.key.ParameterValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Values that were loaded and may have related ones. Requests put them in and go on; a little later
 * they are taken out together, so that what many requests have found makes few batches. Where there
 * is no room they are dropped and counted: nothing is lost but a head start. Thread-safe.
 */
final class RelatedQueue {

  private static final Logger LOG = LoggerFactory.getLogger(RelatedQueue.class);

  /** As long as values of several requests are waited for. */
  private static final Duration LINGER = Duration.ofMillis(50);

  private static final int KEYS_PER_BATCH = 500;

  /** What was made of values that were taken out together: one of them may have very many keys. */
  private static final int MOST_OPEN = 20_000;

  private record Queued(RelatedRule<?, ?> rule, ParameterValues under, Object value) {}

  private record Group<K>(RelatedRule<?, K> rule, ParameterValues under) {}

  private final ConcurrentLinkedQueue<Queued> queue = new ConcurrentLinkedQueue<>();
  private final Semaphore room;
  private final Scheduler scheduler;
  private final Pace pace;
  private final AtomicBoolean awake = new AtomicBoolean();
  private final AtomicBoolean warned = new AtomicBoolean();
  private final LongAdder queued = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder read = new LongAdder();

  /** What is to be read yet. Used by the thread of the scheduler. */
  private final Map<Group<?>, Set<Object>> open = new LinkedHashMap<>();

  /** How many keys that was in the beginning. Used by the thread of the scheduler. */
  private int opened;

  /**
   * @param size how many values wait at most
   */
  RelatedQueue(int size, Scheduler scheduler, Pace pace) {
    this.room = new Semaphore(size);
    this.scheduler = scheduler;
    this.pace = pace;
  }

  /** Takes a value over if there is room for it. */
  void offer(RelatedRule<?, ?> rule, ParameterValues under, Object value) {
    if (!room.tryAcquire()) {
      dropped.increment();
      return;
    }
    queue.add(new Queued(rule, under, value));
    queued.increment();
    if (awake.compareAndSet(false, true)) {
      scheduler.after(LINGER, this::work);
    }
  }

  /** A value is left out. */
  void drop() {
    dropped.increment();
  }

  long queued() {
    return queued.sum();
  }

  long dropped() {
    return dropped.sum();
  }

  /** How many keys were read. */
  long read() {
    return read.sum();
  }

  private void work() {
    Duration left = pace.left();
    if (left.isZero()) {
      if (open.isEmpty()) {
        opened = 0;
        group(drain());
      }
      readNext();
      left = pace.left();
    }
    if (!open.isEmpty()) {
      scheduler.after(left, this::work);
      return;
    }
    awake.set(false);
    // Whoever came before that line has not woken it.
    if (!queue.isEmpty() && awake.compareAndSet(false, true)) {
      scheduler.after(left.compareTo(LINGER) > 0 ? left : LINGER, this::work);
    }
  }

  private List<Queued> drain() {
    List<Queued> all = new ArrayList<>();
    for (Queued next = queue.poll(); next != null; next = queue.poll()) {
      all.add(next);
      room.release();
    }
    return all;
  }

  private void group(List<Queued> values) {
    for (Queued each : values) {
      if (each.rule().isReady()) {
        group(each.rule(), each);
      } else {
        dropped.increment();
      }
    }
  }

  private <V, K> void group(RelatedRule<V, K> rule, Queued each) {
    try {
      Set<Object> keys =
          open.computeIfAbsent(
              new Group<>(rule, rule.under(each.under())), group -> new LinkedHashSet<>());
      for (K key : rule.keys(each.value())) {
        if (opened == MOST_OPEN) {
          dropped.increment();
          return;
        }
        opened += keys.add(key) ? 1 : 0;
      }
    } catch (RuntimeException | Error e) {
      // Errors too, or nothing would ever be taken out of the queue again.
      dropped.increment();
      if (warned.compareAndSet(false, true)) {
        LOG.warn(
            "What is related to a value of {} could not be told ({}). Said once.",
            rule.loader().name(),
            e.getClass().getSimpleName());
      }
    }
  }

  private void readNext() {
    Iterator<Map.Entry<Group<?>, Set<Object>>> groups = open.entrySet().iterator();
    if (groups.hasNext()) {
      Map.Entry<Group<?>, Set<Object>> first = groups.next();
      read(first.getKey(), first.getValue());
      if (first.getValue().isEmpty()) {
        groups.remove();
      }
    }
  }

  @SuppressWarnings("unchecked") // the keys of a group were made by its rule
  private <K> void read(Group<K> group, Set<Object> keys) {
    Set<K> batch = new LinkedHashSet<>();
    Iterator<Object> all = keys.iterator();
    while (all.hasNext() && batch.size() < KEYS_PER_BATCH) {
      batch.add((K) all.next());
      all.remove();
    }
    if (!group.rule().isReady()) {
      dropped.add(batch.size());
    } else if (!batch.isEmpty()) {
      long now = scheduler.nanoTime();
      group.rule().read(batch, group.under());
      read.add(batch.size());
      pace.spent(batch.size(), now);
    }
  }
}
