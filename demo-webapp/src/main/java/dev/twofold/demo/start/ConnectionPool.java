package dev.twofold.demo.start;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ServiceLoader;

/** The pool of connections to a database. */
final class ConnectionPool {

  private static final int SIZE = 10;

  private ConnectionPool() {}

  /**
   * Opens a pool, which makes its first connection at once.
   *
   * @throws com.zaxxer.hikari.pool.HikariPool.PoolInitializationException if it cannot
   */
  static HikariDataSource open(DatabaseChoice database) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("community");
    config.setJdbcUrl(database.url());
    config.setDriverClassName(driver(database.url()));
    config.setUsername(database.user());
    config.setPassword(database.password());
    config.setMaximumPoolSize(SIZE);
    return new HikariDataSource(config);
  }

  /**
   * Looks among the drivers of this application: {@link java.sql.DriverManager} sees only the
   * container's.
   */
  private static String driver(String url) {
    for (Driver driver : ServiceLoader.load(Driver.class, ConnectionPool.class.getClassLoader())) {
      try {
        if (driver.acceptsURL(url)) {
          return driver.getClass().getName();
        }
      } catch (SQLException e) {
        throw new IllegalStateException(driver.getClass().getName() + " cannot read an address", e);
      }
    }
    throw new IllegalStateException(
        "no driver for the database address; there are those of H2 and PostgreSQL");
  }
}
