package dev.twofold.redisson;

import dev.twofold.resilience.Circuit;
import dev.twofold.resilience.CircuitObserver;
import dev.twofold.resilience.CircuitStats;
import dev.twofold.settings.BreakerPolicy;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.connection.ConnectionManager;
import org.redisson.connection.MasterSlaveEntry;

/**
 * The masters of a cluster, each with a circuit of its own, so that one that fails costs nothing of
 * what the others have. A server that is alone is in no doubt here: whoever uses the tier watches
 * it as a whole. So is a client that the application has wrapped, which does not tell who has what.
 * Thread-safe.
 */
final class Shards {

  /** The name of what is not divided, or not known. */
  static final String WHOLE = "";

  private final RedissonClient client;
  private final BoundedCalls calls;
  private final Layout layout;
  private final BreakerPolicy policy;
  private final CircuitObserver observer;
  private final Map<String, Circuit> circuits = new ConcurrentHashMap<>();

  Shards(
      RedissonClient client,
      BoundedCalls calls,
      Layout layout,
      BreakerPolicy policy,
      CircuitObserver observer) {
    this.client = client;
    this.calls = calls;
    this.layout = layout;
    this.policy = policy;
    this.observer = observer;
  }

  /** Whether there is more than one. */
  boolean areSeveral() {
    return layout.partitions() > 1;
  }

  /** The name of the shard that has a partition now: the address of its master. */
  String of(int partition) {
    // Before it is connected, the client would make whoever asks it connect it.
    if (!areSeveral() || !calls.isConnected() || !(client instanceof Redisson redisson)) {
      return WHOLE;
    }
    ConnectionManager connections = redisson.getCommandExecutor().getConnectionManager();
    MasterSlaveEntry master = connections.getEntry(connections.calcSlot(layout.control(partition)));
    InetSocketAddress address = master == null ? null : master.getClient().getAddr();
    return address == null ? WHOLE : address.getHostString() + ":" + address.getPort();
  }

  /** Whether a shard may be asked. If so, that ends with {@link #answered} or {@link #failed}. */
  boolean permits(String shard) {
    return shard.equals(WHOLE) || circuit(shard).permits();
  }

  void answered(String shard, long nanos) {
    if (!shard.equals(WHOLE)) {
      circuit(shard).succeeded(Duration.ofNanos(nanos));
    }
  }

  void failed(String shard, long nanos, Throwable cause) {
    if (!shard.equals(WHOLE)) {
      circuit(shard).failed(Duration.ofNanos(nanos), cause);
    }
  }

  void abandoned(String shard) {
    if (!shard.equals(WHOLE)) {
      circuit(shard).abandoned();
    }
  }

  /** Whether a time is so long that a shard which has not answered by then has failed. */
  boolean isPatient(Duration budget) {
    return budget.compareTo(policy.slowAfter()) >= 0;
  }

  private Circuit circuit(String shard) {
    return circuits.computeIfAbsent(
        shard, name -> new Circuit(name, policy, System::nanoTime, observer));
  }

  Map<String, CircuitStats> stats() {
    Map<String, CircuitStats> stats = new TreeMap<>();
    circuits.forEach((shard, circuit) -> stats.put(shard, circuit.stats()));
    return stats;
  }
}
