package dev.twofold.testing;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisExecProvider;

/**
 * A real Redis server of this test, on a free port of the loopback interface. It can be killed,
 * frozen and started again on the same port. Use it as an extension in a static field, which starts
 * it before the first test of the class and closes it after the last, or call {@link #start} and
 * {@link #close}: once closed, it is gone. Not thread-safe.
 */
public final class RedisServer extends TestServer {

  private static final String LOOPBACK = "127.0.0.1";
  private static final Pattern COMMAND_COUNT = Pattern.compile("cmdstat_(\\S+?):calls=(\\d+)");
  private static final Pattern MAIN_THREAD =
      Pattern.compile("used_cpu_(?:sys|user)_main_thread:([\\d.]+)");

  private final int port;
  private final List<String> settings;
  private final Path directory;
  private final List<String> mode = new ArrayList<>();
  private final Thread killAtExit = new Thread(this::kill);
  private @Nullable Path executable;
  private @Nullable String password;
  private @Nullable Process process;

  private RedisServer(int port, List<String> settings, Path directory) {
    this.port = port;
    this.settings = settings;
    this.directory = directory;
  }

  /**
   * A server that has not been started.
   *
   * @param settings further arguments of the server, such as {@code "--maxmemory", "10mb"}
   */
  public static RedisServer onFreePort(String... settings) {
    try {
      Path directory = Files.createTempDirectory("twofold-redis-");
      RedisServer server = new RedisServer(freePort(), List.of(settings), directory);
      Runtime.getRuntime().addShutdownHook(server.killAtExit);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A Sentinel that has not been started: it promotes a replica once the master has been silent.
   *
   * @param name of the master
   * @param silence how long
   */
  public static RedisServer sentinelOf(RedisServer master, String name, Duration silence) {
    RedisServer sentinel = onFreePort();
    String configuration =
        """
        sentinel monitor %1$s %2$s %3$d 1
        sentinel down-after-milliseconds %1$s %4$d
        sentinel failover-timeout %1$s 5000
        """
            .formatted(name, LOOPBACK, master.port(), silence.toMillis());
    Path file = sentinel.directory.resolve("sentinel.conf");
    try {
      Files.writeString(file, configuration);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sentinel.mode.addAll(List.of(file.toString(), "--sentinel"));
    return sentinel;
  }

  /** Makes clients name a password. Call it before {@link #start}. */
  public RedisServer withPassword(String secret) {
    password = secret;
    return this;
  }

  /** Runs another version of Redis. Call it before {@link #start}. */
  public RedisServer withExecutable(Path other) {
    executable = other;
    return this;
  }

  /**
   * Starts the server, with the data that the last {@link #stop} saved, and waits until it answers.
   */
  @Override
  public void start() {
    String program = executable == null ? Executable.PATH.getPath() : executable.toString();
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(mode);
    command.addAll(List.of("--port", Integer.toString(port), "--bind", LOOPBACK));
    command.addAll(List.of("--dir", directory.toString(), "--save", "", "--appendonly", "no"));
    command.addAll(settings);
    if (password != null) {
      command.addAll(List.of("--requirepass", password));
    }
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("log.txt").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await("Redis answers")
        .atMost(Patience.LIMIT)
        .pollInterval(Duration.ofMillis(5))
        .until(this::answers);
  }

  /** Saves the data and ends the server in good order. */
  public void stop() {
    call("SAVE");
    kill();
  }

  /** Ends the server at once. What it had since the last {@link #stop} is lost. */
  public void kill() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
      process = null;
    }
  }

  /** Starts a server that was killed or stopped anew, without any data. */
  public void startEmpty() {
    try {
      Files.deleteIfExists(directory.resolve("dump.rdb"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start();
  }

  /** Stops the server from running; its connections stay open and its port accepts new ones. */
  public void freeze() {
    signal("STOP");
  }

  /** Lets a frozen server run on. Harmless if it is not frozen. */
  public void thaw() {
    signal("CONT");
  }

  /** Makes it a replica of another server, and returns once it has all that the other has. */
  public void replicate(RedisServer master) {
    call("REPLICAOF", LOOPBACK, Integer.toString(master.port()));
    await("the replica has caught up")
        .atMost(Patience.LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> String.valueOf(call("INFO", "replication")).contains("link_status:up"));
  }

  /** Whether it takes writes. */
  public boolean isMaster() {
    return String.valueOf(call("INFO", "replication")).contains("role:master");
  }

  public int port() {
    return port;
  }

  /** {@code redis://host:port}, without a password. */
  public String address() {
    return "redis://" + LOOPBACK + ":" + port;
  }

  /**
   * How often each command was executed since {@link #resetCounts}, by its name in lower case,
   * without those that clients send on their own account when they connect or that this class
   * sends.
   */
  public Map<String, Long> commandCounts() {
    String statistics = (String) requireNonNull(call("INFO", "commandstats"));
    Map<String, Long> counts = new TreeMap<>();
    Matcher matcher = COMMAND_COUNT.matcher(statistics);
    while (matcher.find()) {
      String command = matcher.group(1);
      if (!isHousekeeping(command)) {
        counts.put(command, Long.valueOf(matcher.group(2)));
      }
    }
    return counts;
  }

  /** The time that the thread which executes commands has had of a processor. Redis 7 or later. */
  public Duration processorTime() {
    String statistics = (String) requireNonNull(call("INFO", "cpu"));
    Matcher matcher = MAIN_THREAD.matcher(statistics);
    double seconds = 0;
    while (matcher.find()) {
      seconds += Double.parseDouble(matcher.group(1));
    }
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  /** Sets all command counts to zero. */
  public void resetCounts() {
    call("CONFIG", "RESETSTAT");
  }

  /** Removes all data. */
  public void flush() {
    call("FLUSHALL");
  }

  /**
   * Executes any command on a connection of its own. Characters stand for bytes, so that any bytes
   * can be sent.
   *
   * @return text, a {@link Long}, a list of replies, or null
   */
  public @Nullable Object call(String... command) {
    try (RespConnection connection = new RespConnection(port)) {
      if (password != null) {
        connection.call(List.of("AUTH", password));
      }
      return connection.call(List.of(command));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the server and deletes its directory. */
  @Override
  public void close() {
    kill();
    Runtime.getRuntime().removeShutdownHook(killAtExit);
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isHousekeeping(String command) {
    return switch (command) {
      case "auth", "hello", "ping", "quit", "select", "info", "flushall", "command" -> true;
      default -> command.startsWith("client|") || command.startsWith("config|");
    };
  }

  private boolean answers() {
    if (!requireNonNull(process).isAlive()) {
      throw new IllegalStateException("Redis did not start on port " + port);
    }
    try {
      return "PONG".equals(call("PING"));
    } catch (UncheckedIOException e) {
      return false; // it is not listening yet, or it is reading its data
    }
  }

  private void signal(String name) {
    long pid = requireNonNull(process, "Redis is not running").pid();
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
      if (!kill.waitFor(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS) || kill.exitValue() != 0) {
        throw new IllegalStateException("Redis did not take the signal " + name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Unpacked once for all servers of this process; removed at its end. */
  private static final class Executable {
    static final File PATH = unpack();

    private static File unpack() {
      try {
        return RedisExecProvider.defaultProvider().get();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
