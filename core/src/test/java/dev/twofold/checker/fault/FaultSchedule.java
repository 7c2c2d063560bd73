package dev.twofold.checker.fault;

import dev.twofold.checker.fault.Fault.Healing;
import dev.twofold.checker.fault.TcpProxy.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
  private static final int PATIENCE_SECONDS = 120;

  private record Choice(String name, int weight, Fault fault) {}

  private final List<Choice> choices;
  private final int weights;
  private final RandomGenerator random;
  private final Map<String, Integer> struck = new TreeMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Daemons::of);
  private volatile boolean stopped;
  private volatile @Nullable RuntimeException failure;

  public FaultSchedule(
      RedisFaults redis, LineFaults lines, NodeFaults nodes, RandomGenerator random) {
    this.random = random;
    choices = new ArrayList<>();
    choices.add(new Choice("evict", 40, redis::evict));
    choices.add(new Choice("flush", 4, redis::flush));
    choices.add(new Choice("delete control record", 4, redis::deleteControlRecords));
    choices.add(new Choice("break connections", 4, redis::breakConnections));
    choices.add(new Choice("freeze", 3, redis::freeze));
    choices.add(new Choice("crash", 2, redis::crash));
    choices.add(new Choice("cut line", 3, () -> lines.spoil(Line.CUT)));
    choices.add(new Choice("silent line", 2, () -> lines.spoil(Line.SILENT)));
    choices.add(new Choice("deaf line", 3, () -> lines.spoil(Line.DEAF)));
    choices.add(new Choice("slow line", 3, () -> lines.spoil(Line.SLOW)));
    choices.add(new Choice("kill node", 2, () -> once(nodes::kill)));
    choices.add(new Choice("node dies after commit", 3, () -> once(nodes::dieAfterCommit)));
    weights = choices.stream().mapToInt(Choice::weight).sum();
  }

  /** Begins. */
  public void start() {
    next(this::strike, PEACE_MILLIS);
  }

  /** How often each has struck. */
  public Map<String, Integer> struck() {
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
    Choice choice = choose();
    struck.merge(choice.name, 1, Integer::sum);
    Healing healing = choice.fault.strike();
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

  private Choice choose() {
    int left = random.nextInt(weights);
    for (Choice choice : choices) {
      left -= choice.weight;
      if (left < 0) {
        return choice;
      }
    }
    throw new IllegalStateException("weights have changed");
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
