package dev.twofold.servlet;

import org.junit.jupiter.api.Nested;

class TwofoldFilterEngineTest {

  @Nested
  class OnJetty extends EngineContract {
    @Override
    WebServer start(WebApplication application) throws Exception {
      return JettyServer.start(application);
    }
  }

  @Nested
  class OnTomcat extends EngineContract {
    @Override
    WebServer start(WebApplication application) throws Exception {
      return TomcatServer.start(application, directory);
    }
  }
}
