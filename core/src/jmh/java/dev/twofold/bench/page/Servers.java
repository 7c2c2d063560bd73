package dev.twofold.bench.page;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.twofold.bench.model.PageData;
import dev.twofold.bench.model.SessionFactories;
import dev.twofold.bench.network.DelayingProxy;
import dev.twofold.bench.peer.Setting;
import dev.twofold.testing.PostgresServer;
import dev.twofold.testing.QueryCounter;
import dev.twofold.testing.RedisServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.UUID;

/** A database with the rows of the pages, a Redis, and the network before them. */
final class Servers implements AutoCloseable {

  /** Which database. */
  enum Kind {
    H2,
    POSTGRES
  }

  private final Deque<Runnable> closings = new ArrayDeque<>();
  private final RedisServer redis = RedisServer.onFreePort();
  private final Kind kind;
  private final String url;

  Servers(Kind kind) {
    this.kind = kind;
    redis.start();
    closings.push(redis::close);
    if (kind == Kind.POSTGRES) {
      PostgresServer server = new PostgresServer();
      server.start();
      closings.push(server::close);
      url = server.url();
    } else {
      url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }
    try (HikariDataSource pool = pool(url)) {
      SessionFactories.of(pool, Map.of("hibernate.hbm2ddl.auto", "create")).close();
      PageData.fill(pool);
    }
  }

  /** Straight to the servers. */
  Setting direct() {
    return new Setting(openedPool(url), redis.address());
  }

  /** With a network that takes some time; H2 is in the process and has none. */
  Setting over(Duration roundTrip) {
    if (roundTrip.isZero()) {
      return direct();
    }
    return new Setting(
        openedPool(through(roundTrip)),
        "redis://127.0.0.1:" + proxy(redis.port(), roundTrip).port());
  }

  private String through(Duration roundTrip) {
    if (kind == Kind.H2) {
      return url;
    }
    int port = URI.create(url.substring("jdbc:".length())).getPort();
    return url.replace(":" + port, ":" + proxy(port, roundTrip).port());
  }

  private DelayingProxy proxy(int target, Duration roundTrip) {
    DelayingProxy proxy = new DelayingProxy(target, roundTrip);
    closings.push(proxy::close);
    return proxy;
  }

  /** Counts what pages cost. */
  Counted counted() {
    DelayingProxy proxy = proxy(redis.port(), Duration.ZERO);
    QueryCounter queries = QueryCounter.on(openedPool(url));
    return new Counted(
        new Setting(queries.dataSource(), "redis://127.0.0.1:" + proxy.port()), queries, proxy);
  }

  /** A setting and its counters. */
  record Counted(Setting setting, QueryCounter queries, DelayingProxy redis) {}

  /** Removes everything from Redis. */
  void flushRedis() {
    redis.flush();
  }

  private static HikariDataSource pool(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(4);
    return new HikariDataSource(config);
  }

  private HikariDataSource openedPool(String address) {
    HikariDataSource pool = pool(address);
    closings.push(pool::close);
    return pool;
  }

  @Override
  public void close() {
    while (!closings.isEmpty()) {
      closings.pop().run();
    }
  }
}
