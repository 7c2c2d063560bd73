package dev.twofold.bench.macro;

import com.sun.management.OperatingSystemMXBean;
import dev.twofold.bench.report.Measurement;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Measures workloads of one contender after the other: how many requests it answers, then how long
 * each takes at a rate that is the same for all, half of what the first contender answers.
 */
final class Meter {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** Nearer to its limit a server is measured by its queue. */
  private static final double SUSTAINABLE = 0.8;

  /** So much better a round must be than those before for the warm-up to go on. */
  private static final double GAIN = 1.05;

  /** So many requests a warm-up has, however slow they are. */
  private static final long ENOUGH = 10_000;

  private final MacroEffort effort;
  private final Map<String, Double> rates = new HashMap<>();

  Meter(MacroEffort effort) {
    this.effort = effort;
  }

  /**
   * Asks for everything before anything is measured: the first would else be the slowest. What
   * fails here fails again when it is measured.
   */
  void warmUp(List<Workload> workloads, ServerProcess server) throws Exception {
    try (Driver driver = new Driver(server.port())) {
      Set<List<String>> filled = new HashSet<>();
      for (Workload workload : workloads) {
        List<String> lines = workload.pages().stream().map(Ask::line).toList();
        if (effort != MacroEffort.SMOKE && filled.add(lines)) {
          driver.once(workload.pages());
        }
        warmUp(workload, driver);
      }
    }
  }

  Measurement measure(MacroContender contender, Workload workload, ServerProcess server)
      throws Exception {
    MacroEffort.Spans spans = effort.spans(workload);
    try (Driver driver = new Driver(server.port())) {
      require(driver.closed(workload.asks(), 0, spans.round()), workload);
      Map<String, Double> figures = throughput(workload, driver, server);
      double most = figures.get(MacroGoals.THROUGHPUT);
      double rate = rates.computeIfAbsent(workload.id(), first -> most / 2);
      if (rate <= most * SUSTAINABLE) {
        Load load = driver.fixed(workload.asks(), 3, rate, spans.latency());
        require(load, workload);
        figures.put("rate", rate);
        figures.put("p50 ms", load.millisAt(50));
        figures.put(MacroGoals.P99, load.millisAt(99));
        figures.put("p99.9 ms", load.millisAt(99.9));
      }
      TreeMap<String, String> parameters = new TreeMap<>(workload.parameters());
      parameters.put("contender", contender.name());
      return new Measurement(workload.group(), "requests", parameters, figures);
    }
  }

  /** Goes on while it helps: caches fill, and what runs often is compiled. */
  private void warmUp(Workload workload, Driver driver) throws InterruptedException {
    MacroEffort.Spans spans = effort.spans(workload);
    long begin = System.nanoTime();
    long requests = 0;
    double best = 0;
    double last = 1;
    while ((last > best * GAIN || requests < ENOUGH)
        && System.nanoTime() - begin < spans.warmUp().toNanos()) {
      best = Math.max(best, last);
      Load load = driver.closed(workload.asks(), requests, spans.round());
      requests += load.requests();
      last = load.perSecond();
    }
  }

  private Map<String, Double> throughput(Workload workload, Driver driver, ServerProcess server)
      throws InterruptedException {
    MacroEffort.Spans spans = effort.spans(workload);
    double[] rounds = new double[spans.rounds()];
    long requests = 0;
    long ownBefore = SYSTEM.getProcessCpuTime();
    long serverBefore = server.processorTime().toNanos();
    for (int round = 0; round < rounds.length; round++) {
      Load load = driver.closed(workload.asks(), 100 + round, spans.round());
      require(load, workload);
      rounds[round] = load.perSecond();
      requests += load.requests();
    }
    Arrays.sort(rounds);
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(MacroGoals.THROUGHPUT, rounds[rounds.length / 2]);
    figures.put("slowest/s", rounds[0]);
    figures.put("fastest/s", rounds[rounds.length - 1]);
    figures.put("server us", (server.processorTime().toNanos() - serverBefore) / 1e3 / requests);
    figures.put("driver us", (SYSTEM.getProcessCpuTime() - ownBefore) / 1e3 / requests);
    return figures;
  }

  private static void require(Load load, Workload workload) {
    if (load.errors() > 0) {
      throw new IllegalStateException(
          "%s: %d of %d requests failed".formatted(workload.id(), load.errors(), load.requests()));
    }
  }
}
