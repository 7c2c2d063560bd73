package dev.twofold.testing;

import static java.util.Objects.requireNonNull;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL server of this test, on a free port of the loopback interface, with an empty
 * database. Use it as an extension in a static field, which starts it before the first test of the
 * class and stops it after the last, or call {@link #start} and {@link #close}. Not thread-safe.
 */
public final class PostgresServer extends TestServer {

  private @Nullable EmbeddedPostgres postgres;

  /** Starts the server; takes a second or two. */
  @Override
  public void start() {
    try {
      postgres = EmbeddedPostgres.builder().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the database is, with user and password. */
  public String url() {
    return requireNonNull(postgres, "call start() first").getJdbcUrl("postgres", "postgres");
  }

  /** The port of the loopback interface that it listens at. */
  public int port() {
    return requireNonNull(postgres, "call start() first").getPort();
  }

  /** Stops the server; its data are gone. */
  @Override
  public void close() {
    if (postgres == null) {
      return;
    }
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      postgres = null;
    }
  }
}
