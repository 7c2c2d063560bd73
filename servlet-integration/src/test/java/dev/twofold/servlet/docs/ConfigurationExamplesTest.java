package dev.twofold.servlet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.servlet.config.TwofoldConfiguration;
import dev.twofold.settings.TwofoldSettings;
import jakarta.servlet.ServletContext;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.junit.jupiter.api.Test;

class ConfigurationExamplesTest {

  @Test
  void configuration_inCode() {
    ServletContextHandler application = new ServletContextHandler();
    application.setInitParameter("twofold.application", "described-by-init-param");
    ServletContext servletContext = application.getServletContext();
    // snippet: configuration
    // the file on the class path, and the environment
    TwofoldConfiguration configuration = TwofoldConfiguration.load();
    // and init-params
    TwofoldConfiguration inServlet = TwofoldConfiguration.load(servletContext);
    // one file, and nothing else
    TwofoldConfiguration inTests =
        TwofoldConfiguration.builder().file("classpath:test.yaml").load();
    // no file at all
    TwofoldSettings noText = TwofoldSettings.builder().application("demo").build();
    // end
    assertThat(configuration.settings().application()).isEqualTo("twofold");
    assertThat(inServlet.settings().application()).isEqualTo("described-by-init-param");
    assertThat(inTests.settings().application()).isEqualTo("tested");
    assertThat(noText.application()).isEqualTo("demo");
  }
}
