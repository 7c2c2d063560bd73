package dev.twofold.servlet.docs;

import static dev.twofold.servlet.docs.Example.sessionFactory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.Twofold;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.servlet.JettyServer;
import dev.twofold.servlet.TwofoldFilter;
import dev.twofold.servlet.TwofoldRequest;
import dev.twofold.servlet.WebApplication;
import dev.twofold.servlet.WebServer;
import dev.twofold.servlet.config.TwofoldConfiguration;
import dev.twofold.servlet.docs.Example.UserEntity;
import dev.twofold.servlet.docs.Example.UserLoader;
import dev.twofold.servlet.edge.Edge;
import dev.twofold.servlet.edge.EdgeFilter;
import dev.twofold.servlet.edge.SharedResponse;
import dev.twofold.testing.InMemoryTier;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples of docs/edge.md. */
class EdgeExampleTest {

  private static void register(ServletContext context, Edge edge) {
    // snippet: edge-filter
    FilterRegistration.Dynamic filter = context.addFilter("edge", new EdgeFilter(edge));
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.FORWARD), true, "/*");
    // end
  }

  private static void page(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // snippet: edge-page
    SharedResponse.of(request).vary("Accept-Language").version("user-page-7");
    // end
    response.getWriter().print(TwofoldRequest.scope(request).require(UserLoader.class, 9L).name());
  }

  @Test
  void sharedPage() throws Exception {
    sessionFactory.inTransaction(session -> session.persist(new UserEntity(9, "grace")));
    TwofoldConfiguration configuration =
        TwofoldConfiguration.builder().environment(Map.of("TWOFOLD_EDGE_USE", "on")).load();
    // snippet: edge-engine
    Edge edge = Edge.of(configuration.edge());
    Twofold twofold =
        Twofold.builder()
            .settings(configuration.settings())
            .observe(edge)
            // end
            .distributed(new InMemoryTier())
            .database(HibernateDatabase.of(sessionFactory))
            .register(new UserLoader())
            .build();
    WebServer server =
        JettyServer.start(
            new WebApplication()
                .filter(new TwofoldFilter(twofold))
                .with(context -> register(context, edge))
                .servlet("/page", EdgeExampleTest::page));
    try {
      HttpResponse<String> response = server.get("/page");

      assertThat(response.body()).isEqualTo("grace");
      assertThat(response.headers().firstValue("ETag")).isPresent();
    } finally {
      server.stop();
      twofold.close();
      edge.close();
    }
  }
}
