package dev.twofold.servlet;

import org.junit.jupiter.api.Nested;

class TwofoldFilterTest {

  @Nested
  class OnJetty extends FilterContract {
    @Override
    WebServer start(WebApplication application) throws Exception {
      return JettyServer.start(application);
    }
  }

  @Nested
  class OnTomcat extends FilterContract {
    @Override
    WebServer start(WebApplication application) throws Exception {
      return TomcatServer.start(application, directory);
    }
  }
}
