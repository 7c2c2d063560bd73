package dev.twofold.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.LoadScope;
import dev.twofold.key.ParameterValues;
import jakarta.servlet.DispatcherType;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the tests of a filter in a container share. After each of them no thread may hold a scope
 * outside a dispatch, and every scope must be closed.
 */
abstract class ContainerContract {

  static final RequestParameters ACME = request -> ParameterValues.of(NumberNames.TENANT, "acme");

  final RecordingEngine engine = new RecordingEngine();
  private final ThreadProbe probe = new ThreadProbe();
  private @Nullable WebServer server;

  @TempDir Path directory;

  /** Starts the container. */
  abstract WebServer start(WebApplication application) throws Exception;

  /** An application that has the probe in front, and nothing else. */
  final WebApplication bareApplication() {
    return new WebApplication()
        .filter(
            probe,
            true,
            EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR),
            Map.of());
  }

  /** An application with the filter on all paths and dispatcher types. */
  final WebApplication application() {
    return bareApplication().filter(new TwofoldFilter(engine, ACME));
  }

  final WebServer serve(WebApplication application) throws Exception {
    WebServer started = start(application);
    server = started;
    return started;
  }

  /** Stops the container, unless it is stopped. */
  final void stop() throws Exception {
    if (server != null) {
      server.stop();
      server = null;
    }
  }

  /** The dispatches that are over, in order. */
  final List<String> dispatches() {
    return probe.dispatches();
  }

  /** The only scope that was opened, once it is closed. */
  final LoadScope onlyScope() {
    assertThat(engine.opened()).hasSize(1);
    LoadScope scope = engine.opened().get(0);
    await().until(scope::isClosed);
    return scope;
  }

  @AfterEach
  void nothingStays() throws Exception {
    await()
        .untilAsserted(
            () -> assertThat(engine.opened()).allMatch(LoadScope::isClosed, "is closed"));
    stop();
    engine.close();
    assertThat(probe.leaks()).isEmpty();
    assertThat(dispatches()).as("dispatches that were looked at").isNotEmpty();
  }
}
