package dev.twofold.soak;

import dev.twofold.checker.fault.TcpProxy;
import dev.twofold.checker.fault.TcpProxy.Line;
import dev.twofold.testing.PostgresServer;
import dev.twofold.testing.RedisServer;
import java.net.URI;
import java.sql.SQLException;

/** A Redis and a PostgreSQL behind lines that can be spoiled. Used by one thread. */
final class Servers implements AutoCloseable {

  private static final String PROTOCOL = "jdbc:";

  private final RedisServer redis = RedisServer.onFreePort();
  private final PostgresServer postgres = new PostgresServer();
  private final TcpProxy redisLine;
  private final TcpProxy databaseLine;

  Servers() throws SQLException {
    redis.start();
    postgres.start();
    Journal.create(postgres.url());
    redisLine = new TcpProxy(redis::port);
    databaseLine = new TcpProxy(() -> address().getPort());
  }

  private URI address() {
    return URI.create(postgres.url().substring(PROTOCOL.length()));
  }

  String redisAddress() {
    return "redis://127.0.0.1:" + redisLine.port();
  }

  /** With the time-outs of the driver that make a silent database an error. */
  String databaseUrl() {
    return PROTOCOL
        + "postgresql://127.0.0.1:%d%s?%s&socketTimeout=3&connectTimeout=2"
            .formatted(databaseLine.port(), address().getPath(), address().getQuery());
  }

  void strike(Fault fault) {
    switch (fault) {
      case REDIS_FROZEN -> redis.freeze();
      case REDIS_KILLED -> redis.kill();
      case REDIS_FLUSHED -> redis.flush();
      case REDIS_SCRIPTS_FLUSHED -> redis.call("SCRIPT", "FLUSH");
      case REDIS_LINE_CUT -> redisLine.spoil(Line.CUT);
      case REDIS_LINE_SILENT -> redisLine.spoil(Line.SILENT);
      case REDIS_LINE_DEAF -> redisLine.spoil(Line.DEAF);
      case REDIS_LINE_SLOW -> redisLine.spoil(Line.SLOW);
      case DATABASE_CUT -> databaseLine.spoil(Line.CUT);
      case DATABASE_SILENT -> databaseLine.spoil(Line.SILENT);
      case DATABASE_SLOW -> databaseLine.spoil(Line.SLOW);
    }
  }

  void heal(Fault fault) {
    switch (fault) {
      case REDIS_FROZEN -> redis.thaw();
      case REDIS_KILLED -> redis.startEmpty();
      case REDIS_FLUSHED, REDIS_SCRIPTS_FLUSHED -> {
        // What was lost is made anew.
      }
      case REDIS_LINE_CUT, REDIS_LINE_SILENT, REDIS_LINE_DEAF, REDIS_LINE_SLOW -> redisLine.heal();
      case DATABASE_CUT, DATABASE_SILENT, DATABASE_SLOW -> databaseLine.heal();
    }
  }

  @Override
  public void close() {
    redisLine.close();
    databaseLine.close();
    postgres.close();
    redis.close();
  }
}
