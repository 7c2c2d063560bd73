package dev.twofold.internal.warmup;

import dev.twofold.internal.invalidation.Scheduler;
import dev.twofold.warmup.WarmupPlan;
import dev.twofold.warmup.WarmupProgress;
import dev.twofold.warmup.WarmupSchedule;
import dev.twofold.warmup.WarmupState;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A plan and what it is doing. All work is done in short steps on the thread of a scheduler; each
 * step reads at most one batch and names the time of the next. Others only say what they wish.
 *
 * <p>A step sees first whether this node hears the others, or the near tier would keep nothing;
 * then it takes the turn if this node does not have it, sees whether the databases and tiers are
 * well, then whether it is time, then reads. A node that waits looks after its turn.
 */
final class PlanRun<K> {

  private static final Duration LONGEST_TICK = Duration.ofSeconds(1);
  private static final Duration FIRST_REST = Duration.ofSeconds(1);

  private enum Wish {
    GO,
    PAUSE,
    CANCEL,
    CLOSE
  }

  private final WarmupPlan<K> plan;
  private final KeyReader<K> reader;
  private final TaskTurn turn;
  private final Pace pace;
  private final BooleanSupplier listening;
  private final BooleanSupplier ready;
  private final Scheduler scheduler;
  private final Duration budget;
  private final Consumer<WarmupProgress> observer;
  private final Duration tick;
  private final AtomicBoolean active = new AtomicBoolean();
  private final AtomicInteger starts = new AtomicInteger();
  private volatile Wish wish = Wish.GO;
  private volatile WarmupProgress progress;

  /** Null: no keys are being read. */
  private @Nullable Walk<K> walk;

  private @Nullable Long total;
  private boolean counted;
  private long begun;

  /**
   * @param listening whether what is read now may stay near
   * @param ready whether the database and the shared tier of the loader answer
   * @param budget how long listing keys may take
   * @param observer hears of each step; throws nothing
   */
  PlanRun(
      WarmupPlan<K> plan,
      KeyReader<K> reader,
      TaskTurn turn,
      Pace pace,
      BooleanSupplier listening,
      BooleanSupplier ready,
      Scheduler scheduler,
      Duration budget,
      Consumer<WarmupProgress> observer) {
    this.plan = plan;
    this.reader = reader;
    this.turn = turn;
    this.pace = pace;
    this.listening = listening;
    this.ready = ready;
    this.scheduler = scheduler;
    this.budget = budget;
    this.observer = observer;
    this.tick = turn.interval().compareTo(LONGEST_TICK) < 0 ? turn.interval() : LONGEST_TICK;
    this.progress =
        new WarmupProgress(plan.name(), WarmupState.IDLE, 0, null, 0, 0, 0, 0, Duration.ZERO, null);
  }

  WarmupPlan<K> plan() {
    return plan;
  }

  WarmupProgress progress() {
    return progress;
  }

  /** Begins, unless it has; whether it does. */
  boolean start() {
    if (wish == Wish.CLOSE || !active.compareAndSet(false, true)) {
      return false;
    }
    starts.incrementAndGet();
    wish(Wish.GO);
    scheduler.after(Duration.ZERO, this::step);
    return true;
  }

  /** Not if it was started or cancelled meanwhile; if it was paused, it stays so. */
  private void repeat(int start) {
    if (starts.get() == start && wish != Wish.CANCEL && active.compareAndSet(false, true)) {
      step();
    }
  }

  void pause() {
    wish(Wish.PAUSE);
  }

  void resume() {
    wish(Wish.GO);
  }

  void cancel() {
    wish(Wish.CANCEL);
  }

  private synchronized void wish(Wish next) {
    if (wish != Wish.CLOSE) {
      wish = next;
    }
  }

  /** Does nothing more after the step that is running. */
  void stop() {
    wish(Wish.CLOSE);
  }

  /** Leaves the rest to other nodes, once no step is running any more. */
  void leave() {
    turn.leave();
  }

  private void step() {
    if (wish == Wish.CLOSE) {
      return;
    }
    Duration next = advance();
    if (next != null) {
      scheduler.after(next, this::step);
    }
  }

  /** Does what can be done now; when to go on, null: not at all. */
  private @Nullable Duration advance() {
    if (wish == Wish.CANCEL) {
      return end(WarmupState.CANCELLED);
    }
    long now = scheduler.nanoTime();
    turn.keepIfDue(now);
    if (!listening.getAsBoolean()) {
      return wait(WarmupState.HELD);
    }
    if (!turn.isMine()) {
      walk = null;
      TaskTurn.Holder holder = turn.take(now);
      if (holder != TaskTurn.Holder.THIS_NODE) {
        return wait(holder == TaskTurn.Holder.ANOTHER ? WarmupState.WAITING : WarmupState.HELD);
      }
    }
    if (wish == Wish.PAUSE) {
      return wait(WarmupState.PAUSED);
    }
    Walk<K> current = walk == null ? begin(now) : walk;
    if (!isReady(current)) {
      return wait(WarmupState.HELD);
    }
    Duration left = pace.left();
    return left.isZero() ? walk(current) : sooner(left);
  }

  /** A circuit that is open closes only when somebody asks. */
  private boolean isReady(Walk<K> current) {
    if (ready.getAsBoolean()) {
      return true;
    }
    current.probe();
    return ready.getAsBoolean();
  }

  private Walk<K> begin(long now) {
    Walk<K> anew = new Walk<>(plan, reader, Tally.parse(turn.text()), budget);
    walk = anew;
    begun = now;
    total = null;
    counted = false;
    pace.reset();
    return anew;
  }

  private @Nullable Duration walk(Walk<K> current) {
    if (!counted) {
      counted = true;
      total = current.total();
    }
    long now = scheduler.nanoTime();
    int keys = current.batchSize();
    switch (current.step()) {
      case FURTHER -> {
        pace.spent(keys, now);
        turn.keep(current.tally().toText(), scheduler.nanoTime());
        tell(WarmupState.RUNNING);
      }
      case AGAIN -> {
        if (!ready.getAsBoolean()) {
          current.forgive();
        }
        pace.rest(FIRST_REST.multipliedBy(1L << Math.max(0, current.failures() - 1)));
        tell(WarmupState.RUNNING);
      }
      case HELD -> {
        pace.rest(FIRST_REST);
        tell(WarmupState.HELD);
      }
      case END -> {
        return end(WarmupState.DONE);
      }
      case LOST -> {
        return end(WarmupState.FAILED);
      }
    }
    return sooner(pace.left());
  }

  private Duration wait(WarmupState state) {
    if (progress.state() != state) {
      tell(state);
    }
    return tick;
  }

  private Duration sooner(Duration left) {
    return left.compareTo(tick) < 0 ? left : tick;
  }

  private @Nullable Duration end(WarmupState state) {
    if (state == WarmupState.FAILED) {
      turn.leave();
    } else {
      turn.finish();
    }
    tell(state);
    walk = null;
    active.set(false);
    if (state != WarmupState.CANCELLED && plan.schedule() instanceof WarmupSchedule.Every every) {
      int start = starts.get();
      scheduler.after(every.interval(), () -> repeat(start));
    }
    return null;
  }

  private void tell(WarmupState state) {
    Walk<K> current = walk;
    Tally tally = current == null ? Tally.NONE : current.tally();
    RuntimeException failure = current == null ? null : current.failure();
    progress =
        new WarmupProgress(
            plan.name(),
            state,
            tally.done(),
            total,
            tally.loaded(),
            tally.warm(),
            tally.absent(),
            tally.failed(),
            current == null ? Duration.ZERO : Duration.ofNanos(scheduler.nanoTime() - begun),
            failure == null ? null : String.valueOf(failure.getMessage()));
    observer.accept(progress);
  }
}
