package dev.twofold.demo.web;

import dev.twofold.demo.node.Node;
import dev.twofold.demo.start.DemoApplication;
import dev.twofold.demo.start.DemoSettings;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The application on its way up: it starts on a thread of its own, so that the container can tell
 * clients to wait meanwhile. Thread-safe.
 */
public final class Readiness {

  private static final Logger log = LoggerFactory.getLogger(Readiness.class);

  private final CompletableFuture<DemoApplication> application = new CompletableFuture<>();
  private final Thread thread;

  private Readiness(DemoSettings settings, Node node, Consumer<DemoApplication> whenStarted) {
    thread = new Thread(() -> start(settings, node, whenStarted), "demo-start");
  }

  /**
   * Begins to start the application.
   *
   * @param node which one it is
   * @param whenStarted called on another thread, before requests are let through
   */
  static Readiness begin(DemoSettings settings, Node node, Consumer<DemoApplication> whenStarted) {
    Readiness readiness = new Readiness(settings, node, whenStarted);
    readiness.thread.start();
    return readiness;
  }

  private void start(DemoSettings settings, Node node, Consumer<DemoApplication> whenStarted) {
    try {
      DemoApplication started = DemoApplication.start(settings, node);
      whenStarted.accept(started);
      application.complete(started);
    } catch (Throwable e) {
      log.error("The application could not start", e);
      application.completeExceptionally(e);
    }
  }

  /** Whether requests can be answered. */
  public boolean isReady() {
    return application.isDone() && !application.isCompletedExceptionally();
  }

  /** Whether requests will never be answered. */
  boolean hasFailed() {
    return application.isCompletedExceptionally();
  }

  /**
   * Waits until the application has started or failed to.
   *
   * @throws CompletionException if it failed, with the reason as its cause
   */
  public DemoApplication await() {
    return application.join();
  }

  /** Waits for the start to end and stops what it has started. */
  void stop() {
    application
        .handle((started, failure) -> Optional.ofNullable(started))
        .thenAccept(started -> started.ifPresent(DemoApplication::close))
        .join();
  }
}
