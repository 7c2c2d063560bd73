package dev.twofold.demo;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the demo with everything that it stands on, until the process is told to end. */
public final class DemoMain {

  private static final Logger log = LoggerFactory.getLogger(DemoMain.class);

  private DemoMain() {}

  /**
   * Starts the demo and waits for its end.
   *
   * @param arguments see {@link CommandLine#USAGE}
   */
  public static void main(String[] arguments) throws Exception {
    long started = System.nanoTime();
    // Pictures are drawn in memory, also where there is a screen.
    System.setProperty("java.awt.headless", "true");
    CommandLine commandLine;
    try {
      commandLine = CommandLine.parse(arguments, System.getenv());
    } catch (IllegalArgumentException e) {
      log.error("{}\n{}", e.getMessage(), CommandLine.USAGE);
      System.exit(2);
      return;
    }
    run(commandLine, started);
  }

  private static void run(CommandLine commandLine, long started) throws Exception {
    DemoNodes nodes;
    try {
      nodes = DemoNodes.start(commandLine.port(), commandLine.nodes(), commandLine.settings());
    } catch (Exception e) {
      log.error("Could not listen on port {}: {}", commandLine.port(), e.getMessage());
      System.exit(1);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(nodes), "demo-stop"));
    try {
      nodes.awaitReady();
    } catch (CompletionException e) {
      // Its reason is in the log already.
      System.exit(1);
      return;
    }
    log.info(
        "Ready after {} s: {} (add ?mode=naive to compare, Ctrl-C to stop)",
        String.format(Locale.ROOT, "%.1f", seconds(started)),
        nodes.ports().stream()
            .map("http://localhost:%d/"::formatted)
            .collect(Collectors.joining(" and ")));
    nodes.join();
  }

  private static double seconds(long started) {
    return Duration.ofNanos(System.nanoTime() - started).toMillis() / 1e3;
  }

  private static void stop(DemoNodes nodes) {
    try {
      nodes.stop();
    } catch (Exception e) {
      log.warn("Could not stop in good order", e);
    }
  }
}
