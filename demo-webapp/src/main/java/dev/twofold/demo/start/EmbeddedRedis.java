package dev.twofold.demo.start;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.embedded.RedisExecProvider;

/**
 * A real Redis server as a child of this process, on a free port of the loopback interface, without
 * files. If it ends before it is closed, for instance because somebody kills it to see what
 * happens, another one starts on the same port after a few seconds, empty. Thread-safe.
 */
final class EmbeddedRedis implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedRedis.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(10);

  private static final Duration RESTART_AFTER = Duration.ofSeconds(5);

  private final File executable;
  private final int port;
  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by the lock, as is whether there may be another. */
  private Process process;

  private boolean closed;

  private EmbeddedRedis(File executable, int port) throws IOException {
    this.executable = executable;
    this.port = port;
    this.process = launch();
  }

  /**
   * Starts a server and waits until it takes connections.
   *
   * @throws IllegalStateException if it does not
   */
  static EmbeddedRedis start() {
    try {
      EmbeddedRedis redis =
          new EmbeddedRedis(RedisExecProvider.defaultProvider().get(), freePort());
      redis.awaitConnections();
      log.info("Started Redis: {}, process {}", redis.address(), redis.process().pid());
      return redis;
    } catch (IOException e) {
      throw new UncheckedIOException("could not start the embedded Redis", e);
    }
  }

  private Process launch() throws IOException {
    Process launched =
        new ProcessBuilder(
                List.of(
                    executable.getPath(),
                    "--port",
                    Integer.toString(port),
                    "--bind",
                    loopback().getHostAddress(),
                    "--save",
                    "",
                    "--appendonly",
                    "no"))
            .directory(executable.getParentFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Executor later = CompletableFuture.delayedExecutor(RESTART_AFTER.toSeconds(), SECONDS);
    CompletableFuture<Void> unused = launched.onExit().thenRunAsync(this::launchAgain, later);
    return launched;
  }

  private void launchAgain() {
    lock.lock();
    try {
      if (!closed) {
        process = launch();
        log.info("Redis had ended; started another: {}, process {}", address(), process.pid());
      }
    } catch (IOException e) {
      log.warn("Redis had ended and could not be started again", e);
    } finally {
      lock.unlock();
    }
  }

  /** The process of the server that runs now. */
  Process process() {
    lock.lock();
    try {
      return process;
    } finally {
      lock.unlock();
    }
  }

  String address() {
    return "redis://" + loopback().getHostAddress() + ":" + port;
  }

  private void awaitConnections() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!takesConnections()) {
      if (hasEnded() || System.nanoTime() > deadline) {
        close();
        throw new IllegalStateException(
            "the embedded Redis did not start on port %d within %s; name another with --redis redis://host:port, or do without by --redis none"
                .formatted(port, PATIENCE));
      }
    }
  }

  /** Waits a moment for the process to end, which is what it should not. */
  private boolean hasEnded() {
    try {
      return process().waitFor(BETWEEN_ATTEMPTS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private boolean takesConnections() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(loopback(), port), (int) PATIENCE.toMillis());
      return true;
    } catch (IOException e) {
      return false; // it is not listening yet
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
      return socket.getLocalPort();
    }
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  /** Ends the server and waits until it has ended. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      process.destroyForcibly().onExit().join();
    } finally {
      lock.unlock();
    }
  }
}
