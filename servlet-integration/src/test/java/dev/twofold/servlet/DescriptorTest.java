package dev.twofold.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.region.RegionPolicy;
import dev.twofold.servlet.config.TwofoldConfiguration;
import jakarta.servlet.ServletContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.junit.jupiter.api.Test;

/** An application that registers everything in {@code web.xml}. */
class DescriptorTest {

  /** Makes an engine that remembers its scopes. */
  public static final class ApplicationListener extends TwofoldListener {
    @Override
    protected Twofold create(TwofoldConfiguration configuration, ServletContext context) {
      return new RecordingEngine(configuration.settings());
    }
  }

  @Test
  void application_withADescriptor_hasFilterEngineAndSettings() throws Exception {
    WebAppContext context = new WebAppContext();
    context.setContextPath("/");
    context.setWar(Path.of("src/test/webapps/descriptor").toUri().toString());
    context.setParentLoaderPriority(true);
    WebServer server = JettyServer.start(context);
    RecordingEngine engine =
        (RecordingEngine) context.getServletContext().getAttribute(TwofoldFilter.ENGINE_ATTRIBUTE);
    try {
      assertThat(server.get("/page").body()).isEqualTo("in scope");
      assertThat(engine.opened()).hasSize(1).allMatch(LoadScope::isClosed);
      assertThat(engine.settings().application()).isEqualTo("described");
      assertThat(engine.settings().regions())
          .containsExactly(
              Map.entry(
                  "numbers",
                  RegionPolicy.DEFAULT.withTimeToLive(Duration.ofHours(1)).withJitter(0.2)));
    } finally {
      server.stop();
    }
    assertThat(engine.isClosed()).isTrue();
  }
}
