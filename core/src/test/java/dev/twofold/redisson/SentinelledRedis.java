package dev.twofold.redisson;

import static org.awaitility.Awaitility.await;

import dev.twofold.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/**
 * A master, a replica of it, and a Sentinel that promotes the replica a second after the master
 * fell silent. Not thread-safe.
 */
public final class SentinelledRedis implements AutoCloseable {

  private static final String NAME = "gazette";
  private static final Duration SILENCE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final RedisServer sentinel;
  private RedisServer master = RedisServer.onFreePort("--repl-diskless-sync-delay", "0");
  private RedisServer replica = RedisServer.onFreePort("--repl-diskless-sync-delay", "0");

  public SentinelledRedis() {
    sentinel = RedisServer.sentinelOf(master, NAME, SILENCE);
    master.start();
    replica.start();
    replica.replicate(master);
    sentinel.start();
    awaitKnownReplica();
  }

  private void awaitKnownReplica() {
    await("Sentinel knows the replica")
        .atMost(PATIENCE)
        .until(
            () ->
                String.valueOf(sentinel.call("INFO", "sentinel"))
                    .contains("status=ok,address=127.0.0.1:" + master.port() + ",slaves=1"));
  }

  /** A client of its own, as applications configure it. */
  public RedissonClient client() {
    Config config = new Config();
    config.setLazyInitialization(true);
    config
        .useSentinelServers()
        .setMasterName(NAME)
        .setCheckSentinelsList(false)
        .setScanInterval(200)
        .addSentinelAddress(sentinel.address());
    return Redisson.create(config);
  }

  public RedisServer master() {
    return master;
  }

  public RedisServer replica() {
    return replica;
  }

  /** From now on the replica gets nothing any more from its master. */
  public void cutReplica() {
    master.call("ACL", "SETUSER", "default", "-psync", "-sync");
    master.call("CLIENT", "KILL", "TYPE", "replica");
  }

  /** Kills the master; what the replica has not got by now is forgotten. Returns at once. */
  public void killMaster() {
    master.kill();
  }

  /** Waits until the replica is master. */
  public void awaitPromotion() {
    await("the replica is promoted").atMost(PATIENCE).until(replica::isMaster);
  }

  /**
   * Starts the master that was killed, without its data, as replica of the one that was promoted.
   */
  public void rejoin() {
    RedisServer promoted = replica;
    replica = master;
    master = promoted;
    replica.startEmpty();
    replica.replicate(master);
  }

  /** All servers, the Sentinel last. */
  List<RedisServer> servers() {
    return List.of(master, replica, sentinel);
  }

  @Override
  public void close() {
    servers().forEach(RedisServer::close);
  }
}
