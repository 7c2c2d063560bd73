package dev.twofold.servlet.edge;

import dev.twofold.servlet.JettyServer;
import dev.twofold.servlet.TomcatServer;
import org.junit.jupiter.api.Nested;

class EdgeFilterTest {

  @Nested
  class OnJetty extends EdgeFilterContract {
    @Override
    EdgeNode.Container container() {
      return JettyServer::start;
    }
  }

  @Nested
  class OnTomcat extends EdgeFilterContract {
    @Override
    EdgeNode.Container container() {
      return application -> TomcatServer.start(application, directory);
    }
  }
}
