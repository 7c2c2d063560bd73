package dev.twofold.checker;

import dev.twofold.checker.fault.Fault;
import dev.twofold.checker.fault.FaultKind;
import dev.twofold.checker.fault.FaultSchedule;
import dev.twofold.checker.fault.LineFaults;
import dev.twofold.checker.fault.RedisFaults;
import dev.twofold.checker.fault.TcpProxy.Line;
import dev.twofold.checker.history.Disturbances;
import dev.twofold.checker.history.History;
import dev.twofold.checker.history.Relapses;
import dev.twofold.checker.history.Report;
import dev.twofold.checker.node.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** One run: servers, nodes, faults, and at the end a look at everything. Used by one thread. */
final class Check {

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration LAST_CUT = Duration.ofMillis(500);
  private static final List<String> JVM_OPTIONS =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Dlogback.configurationFile=dev/twofold/checker/logback.xml");

  private final CheckOptions options;
  private final Surroundings surroundings;
  private final @Nullable FaultKind favourite;
  private final Disturbances disturbances = new Disturbances();
  private final Relapses relapses = new Relapses();
  private final History history;
  private final Nodes nodes;
  private final Random random;
  private final Fleet fleet;
  private final LineFaults lineFaults;

  /**
   * @param surroundings started
   * @param patches what nodes find before the real classes and resources; null: nothing
   * @param favourite what goes wrong most often; null: no matter
   */
  Check(
      CheckOptions options,
      Surroundings surroundings,
      @Nullable Path patches,
      @Nullable FaultKind favourite)
      throws IOException {
    this.options = options;
    this.surroundings = surroundings;
    this.favourite = favourite;
    history = new History(options.windows(), disturbances, relapses);
    nodes = new Nodes(history, surroundings.database(), JVM_OPTIONS, patches);
    random = new Random(options.seed());
    fleet = new Fleet(options, surroundings, nodes, random);
    lineFaults = new LineFaults(fleet.lines(), disturbances, random);
  }

  /** Runs until there are enough operations, the time is over, or something else says so. */
  Report run(BooleanSupplier enough) throws Exception {
    history.initial(surroundings.truth());
    try (fleet;
        nodes) {
      fleet.start();
      work(enough);
      if (!enough.getAsBoolean()) {
        if (options.faults() && options.nodes() > 2) {
          partWithSome();
        }
        rest();
      }
      nodes.running().forEach(node -> node.tell(Command.EXIT));
    }
    return history.report();
  }

  Report report() {
    return history.report();
  }

  private void work(BooleanSupplier enough) throws Exception {
    FaultSchedule faults =
        new FaultSchedule(
            new RedisFaults(surroundings.redis(), options.redis(), disturbances, relapses, random),
            lineFaults,
            fleet,
            favourite,
            random);
    if (options.faults()) {
      faults.start();
    }
    long deadline = System.nanoTime() + options.limit().toNanos();
    Awaitility.await()
        .pollInterval(POLL)
        .atMost(options.limit().plusMinutes(1))
        .until(() -> isDone(enough, deadline));
    if (options.faults()) {
      faults.stop();
    }
    report().note("faults " + faults.struck());
  }

  /**
   * What nobody writes over any more: the last writes of a node that cannot reach Redis, and the
   * last one of a node that dies before it told anybody.
   */
  private void partWithSome() throws InterruptedException, SQLException {
    List<NodeHandle> all = List.copyOf(nodes.running());
    NodeHandle dying = all.get(0);
    NodeHandle cutOff = all.get(1);
    allDo(all.subList(1, all.size()), Command.FILL);
    Fault.Healing healing = lineFaults.spoil(cutOff.number(), Line.CUT);
    try {
      pause(LAST_CUT);
      allDo(all.subList(1, all.size()), Command.REST);
    } finally {
      healing.close();
    }
    allDo(all.subList(1, all.size()), Command.FILL);
    if (favourite != FaultKind.CUT_LINE) {
      // Who stands in for the dead renews everything, also what the other was to tell later.
      fleet.loseAfterCommit(dying);
    }
  }

  private static void allDo(List<NodeHandle> some, Command command) throws InterruptedException {
    for (NodeHandle node : some) {
      node.tell(command);
    }
    for (NodeHandle node : some) {
      node.awaitDone();
    }
  }

  /** Everything heals, nothing is written: then everything must be as the database has it. */
  private void rest() throws InterruptedException, SQLException {
    allDo(nodes.running(), Command.REST);
    pause(options.windows().quiet(fleet.hasLosses()));
    history.settle(surroundings.truth());
    allDo(nodes.running(), Command.READ_ALL);
    allDo(nodes.running(), Command.READ_ALL);
    history.checkAll();
  }

  private static void pause(Duration length) {
    Awaitility.await().pollDelay(length).atMost(length.plusMinutes(5)).until(() -> true);
  }

  private boolean isDone(BooleanSupplier enough, long deadline) {
    return enough.getAsBoolean()
        || report().operations() >= options.operations()
        || System.nanoTime() > deadline;
  }
}
