package dev.twofold.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.Twofold;
import dev.twofold.error.ConfigurationException;
import dev.twofold.servlet.config.TwofoldConfiguration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.junit.jupiter.api.Test;

class TwofoldListenerTest {

  private final ServletContextHandler application = new ServletContextHandler();
  private final ServletContext context = application.getServletContext();
  private final ServletContextEvent event = new ServletContextEvent(context);
  private final RecordingEngine engine = new RecordingEngine();

  private final class ReportsListener extends TwofoldListener {
    ReportsListener() {
      super("reports");
    }

    @Override
    protected Twofold create(TwofoldConfiguration configuration, ServletContext servletContext) {
      return engine;
    }
  }

  @Test
  void contextInitialized_namedEngine_isWhereItsFilterLooks() {
    new ReportsListener().contextInitialized(event);

    assertThat(context.getAttribute("dev.twofold.Twofold.reports")).isSameAs(engine);
  }

  @Test
  void contextInitialized_engineOfThatNameIsThere_isRefused() {
    new ReportsListener().contextInitialized(event);

    assertThatThrownBy(() -> new ReportsListener().contextInitialized(event))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "servlet context attribute 'dev.twofold.Twofold.reports' is set;"
                + " dev.twofold.servlet.TwofoldListenerTest$ReportsListener would replace it: name"
                + " one of the engines");
  }

  @Test
  void contextInitialized_wrongSetting_stopsTheStart() {
    application.setInitParameter("twofold.aplication", "shop");

    assertThatThrownBy(() -> new ReportsListener().contextInitialized(event))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("init-param twofold.aplication", "did you mean 'application'?");
    assertThat(context.getAttribute("dev.twofold.Twofold.reports")).isNull();
  }

  @Test
  void contextDestroyed_engine_isClosedAndGone() {
    TwofoldListener listener = new ReportsListener();
    listener.contextInitialized(event);

    listener.contextDestroyed(event);

    assertThat(engine.isClosed()).isTrue();
    assertThat(context.getAttribute("dev.twofold.Twofold.reports")).isNull();
  }

  @Test
  void contextDestroyed_engineWasNotMade_doesNothing() {
    new ReportsListener().contextDestroyed(event);

    assertThat(engine.isClosed()).isFalse();
  }

  @Test
  void engineName_blank_isRefused() {
    assertThatThrownBy(() -> new TwofoldFilter(" ", engine, ContainerContract.ACME))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the name of an engine is blank");
  }
}
