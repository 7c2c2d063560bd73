package dev.twofold.demo.node;

import static java.util.Objects.requireNonNull;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.InvalidationObserver;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a node tells, for the thread whose commit it is, and what it has heard of late from the
 * others. Thread-safe.
 */
public final class InvalidationLog implements InvalidationObserver {

  /** How much is remembered of what others said: far more than edits are. */
  private static final int LONGEST = 1_000;

  @SuppressWarnings("ThreadLocalUsage") // nodes of one process listen apart
  private final ThreadLocal<@Nullable Listening> listening = new ThreadLocal<>();

  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();

  /** The oldest first. Guarded by the lock. */
  private final Deque<Heard> heard = new ArrayDeque<>();

  public InvalidationLog() {
    this(System::nanoTime);
  }

  InvalidationLog(LongSupplier nanoTime) {
    this.nanoTime = requireNonNull(nanoTime, "nanoTime");
  }

  private record Heard(long at, Invalidation stale) {}

  /** Begins to note what the commits of this thread tell. Close it on the same thread. */
  public Listening listen() {
    Listening begun = new Listening();
    listening.set(begun);
    return begun;
  }

  @Override
  public void sent(Invalidation stale, boolean confirmed, Duration took) {
    @Nullable Listening here = listening.get();
    if (here != null) {
      here.told = new Told(stale, confirmed, took, nanoTime.getAsLong() - took.toNanos());
    }
  }

  @Override
  public void received(Invalidation stale) {
    Heard latest = new Heard(nanoTime.getAsLong(), stale);
    lock.lock();
    try {
      if (heard.size() == LONGEST) {
        heard.removeFirst();
      }
      heard.addLast(latest);
    } finally {
      lock.unlock();
    }
  }

  /** How long after its beginning all that another node told was heard here, if it was. */
  public Optional<Duration> heard(Told told) {
    Missing missing = new Missing(told.stale());
    for (Heard each : heard()) {
      if (each.at() - told.began() >= 0 && missing.without(each.stale()).isNothing()) {
        return Optional.of(Duration.ofNanos(each.at() - told.began()));
      }
    }
    return Optional.empty();
  }

  private List<Heard> heard() {
    lock.lock();
    try {
      return List.copyOf(heard);
    } finally {
      lock.unlock();
    }
  }

  /** Notes what one thread tells. Used by that thread. */
  public final class Listening implements AutoCloseable {

    private @Nullable Told told;

    private Listening() {}

    /** What was told since it began, the last time; empty if nothing was. */
    public Optional<Told> told() {
      return Optional.ofNullable(told);
    }

    @Override
    public void close() {
      listening.remove();
    }
  }
}
