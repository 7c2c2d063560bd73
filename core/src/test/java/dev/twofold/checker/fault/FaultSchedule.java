package dev.twofold.checker.fault;

import static java.util.Objects.requireNonNull;

import dev.twofold.checker.fault.Fault.Healing;
import dev.twofold.checker.fault.TcpProxy.Line;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Lets things go wrong, at random, one after the other, each for a while, with a while of peace in
 * between. Small ones are frequent. Used by one thread; works on its own.
 */
public final class FaultSchedule {

  private static final int SHORTEST_MILLIS = 100;
  private static final int LONGEST_MILLIS = 2_500;
  private static final int PEACE_MILLIS = 600;
  private static final int PATIENCE_SECONDS = 600;

  /** How much more often what is looked for goes wrong. */
  private static final int FAVOURED = 20;

  private final Map<FaultKind, Fault> faults = new EnumMap<>(FaultKind.class);
  private final @Nullable FaultKind favourite;
  private final RandomGenerator random;
  private final Map<FaultKind, Integer> struck = new EnumMap<>(FaultKind.class);
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Daemons::of);
  private volatile boolean stopped;
  private volatile @Nullable RuntimeException failure;

  /**
   * @param favourite what goes wrong most often; null: no matter
   */
  public FaultSchedule(
      RedisFaults redis,
      LineFaults lines,
      NodeFaults nodes,
      @Nullable FaultKind favourite,
      RandomGenerator random) {
    this.favourite = favourite;
    this.random = random;
    faults.put(FaultKind.EVICT, redis::evict);
    faults.put(FaultKind.FLUSH, redis::flush);
    faults.put(FaultKind.DELETE_CONTROL_RECORD, redis::deleteControlRecords);
    faults.put(FaultKind.BREAK_CONNECTIONS, redis::breakConnections);
    faults.put(FaultKind.FREEZE, redis::freeze);
    faults.put(FaultKind.CRASH, redis::crash);
    if (redis.canGoBack()) {
      faults.put(FaultKind.GO_BACK, redis::goBack);
    }
    faults.put(FaultKind.CUT_LINE, () -> lines.spoil(Line.CUT));
    faults.put(FaultKind.SILENT_LINE, () -> lines.spoil(Line.SILENT));
    faults.put(FaultKind.DEAF_LINE, () -> lines.spoil(Line.DEAF));
    faults.put(FaultKind.SLOW_LINE, () -> lines.spoil(Line.SLOW));
    faults.put(FaultKind.KILL_NODE, () -> once(nodes::kill));
    faults.put(FaultKind.NODE_DIES_AFTER_COMMIT, () -> once(nodes::dieAfterCommit));
  }

  /** Begins. */
  public void start() {
    next(this::strike, PEACE_MILLIS);
  }

  /** How often each has struck. */
  public Map<FaultKind, Integer> struck() {
    return struck;
  }

  private static Healing once(Runnable fault) {
    fault.run();
    return Healing.NOTHING;
  }

  private void strike() {
    if (stopped) {
      clock.shutdown();
      return;
    }
    FaultKind kind = choose();
    struck.merge(kind, 1, Integer::sum);
    Healing healing = requireNonNull(faults.get(kind)).strike();
    int lasts =
        healing == Healing.NOTHING
            ? 0
            : SHORTEST_MILLIS + random.nextInt(LONGEST_MILLIS - SHORTEST_MILLIS);
    next(() -> heal(healing), lasts);
  }

  private void heal(Healing healing) {
    healing.close();
    next(this::strike, random.nextInt(PEACE_MILLIS));
  }

  private void next(Runnable step, int millis) {
    var unused = clock.schedule(() -> guarded(step), millis, TimeUnit.MILLISECONDS);
  }

  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      failure = e;
      clock.shutdown();
    }
  }

  private FaultKind choose() {
    int left = random.nextInt(faults.keySet().stream().mapToInt(this::weight).sum());
    for (FaultKind kind : faults.keySet()) {
      left -= weight(kind);
      if (left < 0) {
        return kind;
      }
    }
    throw new IllegalStateException("weights have changed");
  }

  private int weight(FaultKind kind) {
    return kind == favourite ? kind.weight() * FAVOURED : kind.weight();
  }

  /**
   * Lets what is wrong heal, and ends.
   *
   * @throws IllegalStateException if something could not be made wrong, or good again
   */
  public void stop() throws InterruptedException {
    stopped = true;
    boolean ended = clock.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    RuntimeException reason = failure;
    if (!ended || reason != null) {
      throw new IllegalStateException("the schedule of faults did not end as it should", reason);
    }
  }
}
