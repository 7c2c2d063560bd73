package dev.twofold.servlet;

import org.junit.jupiter.api.Nested;

class TwofoldFilterAsyncFailureTest {

  @Nested
  class OnJetty extends AsyncFailureContract {
    @Override
    WebServer start(WebApplication application) throws Exception {
      return JettyServer.start(application);
    }
  }

  @Nested
  class OnTomcat extends AsyncFailureContract {
    @Override
    WebServer start(WebApplication application) throws Exception {
      return TomcatServer.start(application, directory);
    }
  }
}
