package dev.twofold.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import java.nio.file.Path;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applications whose classes the container scans. */
class AnnotationTest {

  @TempDir Path application;

  private WebServer serve(Class<?> scanned, RecordingEngine engine) throws Exception {
    WebAppContext context = ScannedApplication.of(application, scanned);
    context.addServlet(ScopePage.class, "/page");
    context.setAttribute(TwofoldFilter.ENGINE_ATTRIBUTE, engine);
    return JettyServer.start(context);
  }

  @Test
  void annotatedSubclass_isRegistered() throws Exception {
    RecordingEngine engine = new RecordingEngine();
    WebServer server = serve(AnnotatedFilter.class, engine);
    try {
      assertThat(server.get("/page").body()).isEqualTo("in scope");
      assertThat(engine.opened()).hasSize(1).allMatch(LoadScope::isClosed);
    } finally {
      server.stop();
    }
  }

  @Test
  void filterItself_isNotRegisteredUnasked() throws Exception {
    RecordingEngine engine = new RecordingEngine();
    WebServer server = serve(TwofoldFilter.class, engine);
    try {
      assertThat(server.get("/page").statusCode()).isEqualTo(500);
      assertThat(engine.opened()).isEmpty();
    } finally {
      server.stop();
    }
  }
}
