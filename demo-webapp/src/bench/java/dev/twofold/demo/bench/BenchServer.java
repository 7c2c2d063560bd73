package dev.twofold.demo.bench;

import static java.util.Objects.requireNonNull;

import dev.twofold.demo.bench.batch.BatchServlet;
import dev.twofold.demo.node.Node;
import dev.twofold.demo.start.DemoSettings;
import dev.twofold.demo.start.RedisChoice;
import dev.twofold.demo.web.DemoListener;
import dev.twofold.demo.web.Readiness;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Starts one node of the demo with what the benchmarks ask for beside its pages. Settings are those
 * of the demo, from the environment; what Hibernate caches is up to system properties that begin
 * with {@code hibernate.cache}.
 */
public final class BenchServer {

  private static final int LARGEST_REQUEST_HEADER = 64 * 1024;

  private BenchServer() {}

  /**
   * Runs until the process is ended.
   *
   * @param arguments the port
   */
  public static void main(String[] arguments) throws Exception {
    Server server = new Server();
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(LARGEST_REQUEST_HEADER);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setPort(Integer.parseInt(arguments[0]));
    server.addConnector(connector);

    ServletContextHandler context = new ServletContextHandler();
    context.setAttribute(DemoListener.SETTINGS, DemoSettings.of(System.getenv()));
    context.setAttribute(DemoListener.NODE, new Node("A"));
    context.addEventListener(new DemoListener());
    context.addServlet(new ServletHolder(new CommunityWrites()), "/write/*");
    context.addServlet(new ServletHolder(batches(System.getenv())), "/batch/*");
    server.setHandler(context);
    server.start();
    try {
      ((Readiness) requireNonNull(context.getServletContext().getAttribute(DemoListener.READINESS)))
          .await();
    } catch (CompletionException e) {
      // Its reason is in the log already.
      System.exit(1);
    }
    server.join();
  }

  private static BatchServlet batches(Map<String, String> settings) {
    return BatchServlet.on(
        requireNonNull(settings.get("TWOFOLD_DEMO_DATABASE_URL")),
        RedisChoice.parse(requireNonNull(settings.get("TWOFOLD_DEMO_REDIS"))));
  }
}
