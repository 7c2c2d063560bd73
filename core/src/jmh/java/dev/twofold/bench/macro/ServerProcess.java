package dev.twofold.bench.macro;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The server in a Java of its own, with the class path of this one. */
final class ServerProcess implements AutoCloseable {

  private static final String MAIN = "dev.twofold.demo.bench.BenchServer";
  private static final List<String> SAME_FOR_ALL = List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts a server and waits until it answers. */
  static ServerProcess start(List<String> options, Map<String, String> settings)
      throws IOException {
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(SAME_FOR_ALL);
    command.addAll(options);
    command.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    command.addAll(List.of(MAIN, Integer.toString(port)));
    File log = File.createTempFile("bench-server-", ".log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(log);
    builder.environment().putAll(settings);
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    await("the server answers; its log is " + log)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> isReady(process, port));
    return new ServerProcess(process, port);
  }

  private static boolean isReady(Process process, int port) {
    if (!process.isAlive()) {
      throw new IllegalStateException("The server ended with status " + process.exitValue());
    }
    try (Connection connection = new Connection(port)) {
      return connection.send(Ask.get("/health", Format.JSON));
    } catch (IOException e) {
      // Nobody listens yet.
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  /** The time that it has had of processors. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
