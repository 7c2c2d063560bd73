package dev.twofold.bench.macro;

import dev.twofold.testing.PostgresServer;
import dev.twofold.testing.RedisServer;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A contender's server with a database of its own, which nobody has written to, and a Redis. */
final class Place implements AutoCloseable {

  /** 4,000 stories and 1,000 users: all of their pages can be asked for before a measurement. */
  private static final String SCALE = "0.2";

  private final MacroContender contender;
  private final PostgresServer postgres = new PostgresServer();
  private final RedisServer redis = RedisServer.onFreePort();
  private final ServerProcess server;

  private Place(MacroContender contender) throws IOException {
    this.contender = contender;
    postgres.start();
    redis.start();
    server =
        ServerProcess.start(
            contender.options(),
            Map.of(
                "TWOFOLD_DEMO_SCALE",
                SCALE,
                "TWOFOLD_DEMO_DATABASE_URL",
                postgres.url(),
                "TWOFOLD_DEMO_REDIS",
                contender.redis(redis.address())));
  }

  /** Starts everything, and generates the data. */
  static Place open(MacroContender contender) throws IOException {
    return new Place(contender);
  }

  ServerProcess server() {
    return server;
  }

  /** What is asked of the server. */
  List<Workload> workloads() throws SQLException {
    return Workloads.of(contender, Community.read(postgres.url()));
  }

  @Override
  public void close() {
    server.close();
    redis.close();
    postgres.close();
  }
}
