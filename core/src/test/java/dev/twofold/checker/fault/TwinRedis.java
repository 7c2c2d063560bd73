package dev.twofold.checker.fault;

import static org.awaitility.Awaitility.await;

import dev.twofold.testing.RedisServer;
import java.time.Duration;
import java.util.List;

/** A master and a replica; the line between them can be cut, and the replica promoted. */
final class TwinRedis implements Redis {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private volatile RedisServer master = RedisServer.onFreePort("--repl-diskless-sync-delay", "0");
  private RedisServer replica = RedisServer.onFreePort("--repl-diskless-sync-delay", "0");
  private final TcpProxy line = new TcpProxy(() -> master.port());

  TwinRedis() {
    master.start();
    replica.start();
    replicate();
  }

  private void replicate() {
    replica.call("REPLICAOF", "127.0.0.1", Integer.toString(line.port()));
    awaitReplica();
  }

  private void awaitReplica() {
    await("the replica is in step")
        .atMost(PATIENCE)
        .until(
            () ->
                String.valueOf(replica.call("INFO", "replication"))
                    .contains("master_link_status:up"));
  }

  @Override
  public List<RedisServer> masters() {
    return List.of(master);
  }

  /** From now on the replica gets nothing. */
  void lag() {
    awaitReplica();
    line.spoil(TcpProxy.Line.CUT);
  }

  /** The replica takes the place of the master, which dies and comes back as a replica. */
  void failOver() {
    RedisServer dead = master;
    dead.kill();
    replica.call("REPLICAOF", "NO", "ONE");
    master = replica;
    replica = dead;
    line.heal();
    replica.startEmpty();
    replicate();
  }

  @Override
  public void close() {
    line.close();
    master.close();
    replica.close();
  }
}
