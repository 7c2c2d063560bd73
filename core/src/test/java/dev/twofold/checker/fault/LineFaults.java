package dev.twofold.checker.fault;

import dev.twofold.checker.fault.TcpProxy.Line;
import dev.twofold.checker.history.Disturbances;
import dev.twofold.checker.history.Disturbances.Disturbance;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What goes wrong on the way from a node to Redis. Used by one thread. */
public final class LineFaults {

  private final Map<Integer, List<TcpProxy>> lines;
  private final Disturbances disturbances;
  private final RandomGenerator random;

  /**
   * @param lines of each node, by its number: one to each master
   */
  public LineFaults(
      Map<Integer, List<TcpProxy>> lines, Disturbances disturbances, RandomGenerator random) {
    this.lines = lines;
    this.disturbances = disturbances;
    this.random = random;
  }

  Fault.Healing spoil(Line how) {
    List<Integer> nodes = List.copyOf(lines.keySet());
    return spoil(nodes.get(random.nextInt(nodes.size())), how);
  }

  /** Spoils the lines of a node: one, or all. */
  public Fault.Healing spoil(int node, Line how) {
    List<TcpProxy> all = lines.get(node);
    Disturbance disturbance = disturbances.of(node);
    List<TcpProxy> hit = random.nextBoolean() ? all : List.of(all.get(random.nextInt(all.size())));
    hit.forEach(line -> line.spoil(how));
    return () -> {
      hit.forEach(TcpProxy::heal);
      disturbance.close();
    };
  }
}
