package dev.twofold.internal.invalidation;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Does what is due when a test moves its time, on the thread of the test. Not thread-safe. */
public final class ManualScheduler implements Scheduler {

  private record Planned(long due, long number, Runnable task) {}

  private final PriorityQueue<Planned> planned =
      new PriorityQueue<>(Comparator.comparingLong(Planned::due).thenComparing(Planned::number));
  private long now = Long.MAX_VALUE - 1_000; // differences count, also where the clock overflows
  private final long start = now;
  private long number;
  private boolean closed;

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public void after(Duration delay, Runnable task) {
    if (!closed) {
      planned.add(new Planned(now - start + delay.toNanos(), number++, task));
    }
  }

  public void advance(Duration duration) {
    long end = now - start + duration.toNanos();
    while (!planned.isEmpty() && planned.peek().due() <= end) {
      Planned next = planned.poll();
      now = start + next.due();
      next.task().run();
    }
    now = start + end;
  }

  /** How many tasks wait. */
  public int waiting() {
    return planned.size();
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    planned.clear();
  }
}
