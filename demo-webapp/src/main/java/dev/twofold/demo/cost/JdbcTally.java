package dev.twofold.demo.cost;

import java.time.Duration;

/**
 * What one request did to the database, on the thread that made it. Counts until it is closed. Used
 * by one thread.
 */
public final class JdbcTally implements AutoCloseable {

  private final Runnable stop;
  private long statements;
  private long connections;
  private Duration time = Duration.ZERO;

  JdbcTally(Runnable stop) {
    this.stop = stop;
  }

  void statement(Duration took) {
    statements++;
    time = time.plus(took);
  }

  void connection() {
    connections++;
  }

  /** How many statements the driver executed; a batch is one. */
  public long statements() {
    return statements;
  }

  /** How often a connection was taken from the pool. */
  public long connections() {
    return connections;
  }

  /** How long the driver took to execute them, without the reading of rows. */
  public Duration time() {
    return time;
  }

  /** Ends the counting; what was counted stays. */
  @Override
  public void close() {
    stop.run();
  }
}
