package dev.twofold.checker.fault;

import dev.twofold.checker.fault.TcpProxy.Line;
import dev.twofold.checker.history.Disturbances;
import dev.twofold.checker.history.Disturbances.Disturbance;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What goes wrong on the way from a node to Redis. Used by one thread. */
public final class LineFaults {

  private final Map<Integer, TcpProxy> proxies;
  private final Disturbances disturbances;
  private final RandomGenerator random;

  /**
   * @param proxies by number of the node
   */
  public LineFaults(
      Map<Integer, TcpProxy> proxies, Disturbances disturbances, RandomGenerator random) {
    this.proxies = proxies;
    this.disturbances = disturbances;
    this.random = random;
  }

  Fault.Healing spoil(Line how) {
    List<Map.Entry<Integer, TcpProxy>> all = List.copyOf(proxies.entrySet());
    Map.Entry<Integer, TcpProxy> hit = all.get(random.nextInt(all.size()));
    Disturbance disturbance = disturbances.of(hit.getKey());
    hit.getValue().spoil(how);
    return () -> {
      hit.getValue().heal();
      disturbance.close();
    };
  }
}
