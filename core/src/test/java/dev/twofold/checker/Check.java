package dev.twofold.checker;

import dev.twofold.checker.fault.FaultSchedule;
import dev.twofold.checker.fault.LineFaults;
import dev.twofold.checker.fault.NodeFaults;
import dev.twofold.checker.fault.RedisFaults;
import dev.twofold.checker.fault.TcpProxy;
import dev.twofold.checker.history.Disturbances;
import dev.twofold.checker.history.History;
import dev.twofold.checker.history.Report;
import dev.twofold.checker.model.Scale;
import dev.twofold.checker.node.Command;
import dev.twofold.checker.node.NodeSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** One run: servers, nodes, faults, and at the end a look at everything. Used by one thread. */
final class Check implements NodeFaults {

  private static final Duration POLL = Duration.ofMillis(50);
  private static final int DEATH_SECONDS = 60;
  private static final List<String> JVM_OPTIONS =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Dlogback.configurationFile=dev/twofold/checker/logback.xml");

  private final CheckOptions options;
  private final Surroundings surroundings;
  private final Disturbances disturbances = new Disturbances();
  private final History history;
  private final Nodes nodes;
  private final Map<Integer, TcpProxy> proxies = new ConcurrentHashMap<>();
  private final Random random;
  private int lastNode;

  /**
   * @param surroundings started
   * @param patches what nodes find before the real classes and resources; null: nothing
   */
  Check(CheckOptions options, Surroundings surroundings, @Nullable Path patches)
      throws IOException {
    this.options = options;
    this.surroundings = surroundings;
    history = new History(options.windows(), disturbances);
    nodes = new Nodes(history, surroundings.database(), JVM_OPTIONS, patches);
    random = new Random(options.seed());
  }

  /** Runs until there are enough operations, the time is over, or something else says so. */
  Report run(BooleanSupplier enough) throws Exception {
    history.initial(surroundings.truth());
    try (nodes) {
      for (int i = 0; i < options.nodes(); i++) {
        startNode();
      }
      work(enough);
      if (!enough.getAsBoolean()) {
        rest();
      }
      nodes.running().forEach(node -> node.tell(Command.EXIT));
    } finally {
      proxies.values().forEach(TcpProxy::close);
    }
    return history.report();
  }

  Report report() {
    return history.report();
  }

  private void work(BooleanSupplier enough) throws Exception {
    FaultSchedule faults =
        new FaultSchedule(
            new RedisFaults(surroundings.redis(), disturbances, random),
            new LineFaults(proxies, disturbances, random),
            this,
            random);
    if (options.faults()) {
      faults.start();
    }
    Awaitility.await()
        .pollInterval(POLL)
        .atMost(options.limit().plusMinutes(1))
        .until(new Finished(enough)::now);
    if (options.faults()) {
      faults.stop();
    }
    report().note("faults " + faults.struck());
  }

  /** Everything heals, nothing is written: then everything must be as the database has it. */
  private void rest() throws InterruptedException, SQLException {
    nodes.allDo(Command.REST);
    Duration quiet = options.windows().quiet(lastNode > options.nodes());
    Awaitility.await("quiet").pollDelay(quiet).atMost(quiet.multipliedBy(2)).until(() -> true);
    history.settle(surroundings.truth());
    nodes.allDo(Command.READ_ALL);
    nodes.allDo(Command.READ_ALL);
    history.checkAll();
  }

  private NodeHandle startNode() throws IOException {
    int number = lastNode++;
    TcpProxy proxy = new TcpProxy(surroundings.redis().port());
    proxies.put(number, proxy);
    return nodes.start(
        new NodeSettings(
            number,
            options.seed() * 1_000 + number,
            options.threads(),
            nodes.port(),
            surroundings.database(),
            List.of("redis://127.0.0.1:" + proxy.port()),
            options.naive(),
            Scale.DEFAULT));
  }

  @Override
  public void kill() {
    NodeHandle node = anyNode();
    node.kill();
    replace(node);
  }

  @Override
  public void dieAfterCommit() {
    NodeHandle node = anyNode();
    node.tell(Command.DIE_AT_NEXT_INVALIDATION);
    Awaitility.await().atMost(DEATH_SECONDS, TimeUnit.SECONDS).until(() -> !node.isAlive());
    replace(node);
  }

  private NodeHandle anyNode() {
    return nodes.running().get(random.nextInt(nodes.running().size()));
  }

  private void replace(NodeHandle node) {
    try {
      nodes.bury(node);
      proxies.remove(node.number()).close();
      startNode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("node " + node.number() + " cannot be replaced", e);
    }
  }

  /** Whether the work is done. */
  private final class Finished {

    private final long deadline = System.nanoTime() + options.limit().toNanos();
    private final BooleanSupplier enough;

    Finished(BooleanSupplier enough) {
      this.enough = enough;
    }

    boolean now() {
      return enough.getAsBoolean()
          || report().operations() >= options.operations()
          || System.nanoTime() > deadline;
    }
  }
}
