package dev.twofold.bench.tier;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A Redis server of this benchmark, the network before it, and the client that asks it. */
@State(Scope.Benchmark)
public class Line {

  private static final String CLUSTERED = "-cluster";

  @Param({"1", "10", "100", "1000"})
  int keys;

  /** With three masters, or one server. */
  @Param({"twofold", "redisson", "jedis", "lettuce", "twofold-cluster", "redisson-cluster"})
  String client = "";

  /** What the network adds to a round trip. */
  @Param({"0", "1"})
  int delayMillis;

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private @Nullable Client connected;

  /** Starts everything; all entries are there. */
  @Setup(Level.Trial)
  public void connect() {
    Duration delay = Duration.ofMillis(delayMillis);
    boolean clustered = client.endsWith(CLUSTERED);
    RedisPlace place = clustered ? RedisPlace.cluster(delay) : RedisPlace.standalone(delay);
    parts.push(place);
    String name = clustered ? client.substring(0, client.length() - CLUSTERED.length()) : client;
    Client asking = Client.of(name, place, Entries.of(keys));
    parts.push(asking);
    connected = asking;
    asking.prepareFill();
    asking.fill();
  }

  Client client() {
    return requireNonNull(connected, "the benchmark has not been set up");
  }

  @TearDown(Level.Trial)
  public void disconnect() throws Exception {
    while (!parts.isEmpty()) {
      parts.pop().close();
    }
  }
}
