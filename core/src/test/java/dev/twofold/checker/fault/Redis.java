package dev.twofold.checker.fault;

import dev.twofold.testing.RedisServer;
import java.util.List;

/** The Redis that all nodes share. Started once; changed by one thread, read by all. */
public sealed interface Redis extends AutoCloseable permits SingleRedis, ClusteredRedis, TwinRedis {

  /** How Redis is set up, and whether it may go back in time. */
  enum Setup {
    /** One server, which loses everything if it crashes. */
    SINGLE,
    /** Three masters. */
    CLUSTER,
    /** One server, which goes back in time by starting from a snapshot. */
    SNAPSHOT,
    /** A master and a replica that lags and takes its place. */
    FAILOVER,
    /** As failover, but an invalidation counts only once the replica has it. */
    FAILOVER_WAIT;

    /** Whether values of the past may be seen for a moment after Redis went back in time. */
    boolean forgets() {
      return this == SNAPSHOT || this == FAILOVER;
    }

    /** How many replicas have to have an invalidation before it counts. */
    public int replicas() {
      return this == FAILOVER_WAIT ? 1 : 0;
    }
  }

  /** One that has been started. */
  static Redis start(Setup setup) {
    return switch (setup) {
      case SINGLE, SNAPSHOT -> new SingleRedis();
      case CLUSTER -> new ClusteredRedis();
      case FAILOVER, FAILOVER_WAIT -> new TwinRedis();
    };
  }

  /** The servers that have the data now; their number does not change. */
  List<RedisServer> masters();

  @Override
  void close();
}
