package dev.twofold.testing;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A real streaming standby of a {@link PostgresServer}: it answers reads, and lags exactly while it
 * is {@linkplain #pause paused}. Use it as an extension in a static field below that of the
 * primary, or call {@link #start} and {@link #close}. Not thread-safe.
 */
public final class PostgresStandby extends TestServer {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What belongs to the primary alone; its log is streamed. */
  private static final Set<String> NOT_COPIED = Set.of("postmaster.pid", "postmaster.opts");

  private final PostgresServer primary;
  private @Nullable Path directory;
  private @Nullable EmbeddedPostgres postgres;

  public PostgresStandby(PostgresServer primary) {
    this.primary = primary;
  }

  /** Copies the primary, which has to run, and starts the copy; takes a second or two. */
  @Override
  public void start() {
    try {
      directory =
          Files.createTempDirectory(
              "twofold-standby-",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      copyPrimary(directory);
      Files.createFile(directory.resolve("standby.signal"));
      Files.writeString(
          directory.resolve("postgresql.auto.conf"),
          "primary_conninfo = '%s'%n".formatted(primaryAddress()));
      postgres =
          EmbeddedPostgres.builder()
              .setDataDirectory(directory)
              .setCleanDataDirectory(false)
              .start();
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("There is no standby of " + primary.url(), e);
    }
    awaitReplayed();
  }

  /** A base backup: what changes while it is copied is mended from the primary's log. */
  private void copyPrimary(Path target) throws IOException, SQLException {
    try (Connection connection = DriverManager.getConnection(primary.url());
        Statement statement = connection.createStatement()) {
      Path source = Path.of(text(statement, "show data_directory"));
      statement.execute("select pg_backup_start('standby', true)");
      copy(source, target);
      String label = text(statement, "select labelfile from pg_backup_stop(false)");
      Files.writeString(target.resolve("backup_label"), label);
    }
  }

  private static void copy(Path source, Path target) throws IOException {
    Path log = source.resolve("pg_wal");
    Files.walkFileTree(
        source,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes)
              throws IOException {
            if (!each.equals(source)) {
              Files.copy(each, target.resolve(source.relativize(each)));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path each, BasicFileAttributes attributes)
              throws IOException {
            if (!each.startsWith(log) && !NOT_COPIED.contains(each.getFileName().toString())) {
              try {
                Files.copy(each, target.resolve(source.relativize(each)));
              } catch (NoSuchFileException e) {
                // Dropped by the primary meanwhile: its log says so.
              }
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path each, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }
        });
  }

  private String primaryAddress() throws SQLException {
    try (Connection connection = DriverManager.getConnection(primary.url());
        Statement statement = connection.createStatement()) {
      return "host=127.0.0.1 user=postgres port=" + text(statement, "show port");
    }
  }

  /** Where the copy is, with user and password. It takes no writes. */
  public String url() {
    return requireNonNull(postgres, "call start() first").getJdbcUrl("postgres", "postgres");
  }

  /** Returns once nothing that the primary commits from now on is seen here. */
  public void pause() {
    ask(url(), "select pg_wal_replay_pause()");
    await("the standby pauses")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> ask(url(), "select pg_get_wal_replay_pause_state()").equals("paused"));
  }

  /** Ends a pause, and returns once everything that the primary has committed is seen here. */
  public void resume() {
    ask(url(), "select pg_wal_replay_resume()");
    awaitReplayed();
  }

  /** Returns once everything that the primary has committed is seen here. */
  public void awaitReplayed() {
    String mark = ask(primary.url(), "select pg_logical_emit_message(false, 'mark', '', true)");
    String replayed = "select pg_last_wal_replay_lsn() >= '" + mark + "'::pg_lsn";
    await("the standby catches up")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> ask(url(), replayed).equals("t"));
  }

  private static String ask(String url, String question) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      return text(statement, question);
    } catch (SQLException e) {
      throw new IllegalStateException(question, e);
    }
  }

  /** The first column of the first row. */
  private static String text(Statement statement, String question) throws SQLException {
    try (ResultSet rows = statement.executeQuery(question)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }

  /** Stops the server and deletes its data. */
  @Override
  public void close() {
    try {
      if (postgres != null) {
        postgres.close();
      }
      if (directory != null) {
        delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      postgres = null;
      directory = null;
    }
  }

  private static void delete(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path each, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(each);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failure)
              throws IOException {
            Files.delete(each);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
