package dev.twofold.demo.start;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The drivers that this application brings. They sign in with the {@link DriverManager} of the
 * process, which keeps them, and with them every class of an application that is long undeployed.
 */
public final class JdbcDrivers {

  private static final Logger log = LoggerFactory.getLogger(JdbcDrivers.class);

  private JdbcDrivers() {}

  /** Signs off the drivers that only this application can see; those of the process stay. */
  public static void signOff() {
    ClassLoader own = JdbcDrivers.class.getClassLoader();
    if (own == ClassLoader.getSystemClassLoader()) {
      return;
    }
    for (Driver driver : Collections.list(DriverManager.getDrivers())) {
      if (driver.getClass().getClassLoader() == own) {
        try {
          DriverManager.deregisterDriver(driver);
        } catch (SQLException e) {
          log.warn("{} could not be signed off", driver.getClass().getName(), e);
        }
      }
    }
  }
}
