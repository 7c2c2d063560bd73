package dev.twofold.servlet.edge;

import static org.awaitility.Awaitility.await;

import dev.twofold.testing.Patience;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real Varnish with the configuration of the documentation, where it is installed. */
final class VarnishServer implements EdgeCache {

  private static final Path CONFIGURATION = Path.of("../docs/edge/varnish.vcl");

  private final Path program;
  private final Path directory;
  private final int port;
  private Process process;

  VarnishServer(Path program) throws IOException {
    this.program = program;
    this.directory = Files.createTempDirectory("twofold-varnish-");
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
  }

  /** The program, or empty if it is not installed. */
  static Optional<Path> installed() {
    String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
    return Stream.of(path.split(File.pathSeparator))
        .map(each -> Path.of(each, "varnishd"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Whether it can read the configuration, for which it needs the module xkey. */
  static boolean knowsKeys(Path program) throws IOException, InterruptedException {
    Process check =
        new ProcessBuilder(program.toString(), "-C", "-f", CONFIGURATION.toRealPath().toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return check.waitFor(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS) && check.exitValue() == 0;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void start(int origin) throws IOException {
    String text = Files.readString(CONFIGURATION).replace("\"8080\"", "\"" + origin + "\"");
    Path configuration = Files.writeString(directory.resolve("default.vcl"), text);
    List<String> command =
        List.of(
            program.toString(),
            "-F",
            "-j",
            "none",
            "-n",
            directory.resolve("work").toString(),
            "-a",
            "127.0.0.1:" + port,
            "-s",
            "malloc,16m",
            "-f",
            configuration.toString());
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log.txt").toFile())
            .start();
    await("Varnish answers").atMost(Patience.LIMIT).until(this::answers);
  }

  private boolean answers() throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "Varnish did not start: " + Files.readString(directory.resolve("log.txt")));
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false; // it is not listening yet
    }
  }

  @Override
  public void close() throws IOException {
    if (process != null) {
      process.destroy();
      process.onExit().join();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
