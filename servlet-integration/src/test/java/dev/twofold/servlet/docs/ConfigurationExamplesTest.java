package dev.twofold.servlet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.region.RegionPolicy;
import dev.twofold.servlet.config.EdgeSettings;
import dev.twofold.servlet.config.PurgeSettings;
import dev.twofold.servlet.config.TwofoldConfiguration;
import dev.twofold.settings.TwofoldSettings;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationExamplesTest {

  private static final Pattern YAML = Pattern.compile("(?s)```yaml\\n(.*?)```");

  @Test
  void settingsPage_showsTheDefaults(@TempDir Path directory) throws IOException {
    Matcher yaml = YAML.matcher(Files.readString(Path.of("../docs/settings.md")));
    assertThat(yaml.find()).isTrue();
    Path file = Files.writeString(directory.resolve("twofold.yaml"), yaml.group(1));

    TwofoldConfiguration shown = TwofoldConfiguration.builder().file(file.toString()).load();

    assertThat(shown.settings())
        .isEqualTo(
            TwofoldSettings.builder()
                .application("demo")
                .region("users", RegionPolicy.DEFAULT)
                .build());
    assertThat(shown.redis()).isPresent();
    PurgeSettings purge =
        PurgeSettings.DEFAULT.withAddresses("http://127.0.0.1:6081").withToken("secret");
    assertThat(shown.edge()).isEqualTo(EdgeSettings.DEFAULT.withPurge(purge));
  }

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
