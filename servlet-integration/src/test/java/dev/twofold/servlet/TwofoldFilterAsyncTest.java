package dev.twofold.servlet;

import org.junit.jupiter.api.Nested;

class TwofoldFilterAsyncTest {

  @Nested
  class OnJetty extends AsyncFilterContract {
    @Override
    WebServer start(WebApplication application) throws Exception {
      return JettyServer.start(application);
    }
  }

  @Nested
  class OnTomcat extends AsyncFilterContract {
    @Override
    WebServer start(WebApplication application) throws Exception {
      return TomcatServer.start(application, directory);
    }
  }
}
