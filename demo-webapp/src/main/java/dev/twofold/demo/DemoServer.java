package dev.twofold.demo;

import static java.util.Objects.requireNonNull;

import dev.twofold.demo.node.Node;
import dev.twofold.demo.start.DemoApplication;
import dev.twofold.demo.start.DemoSettings;
import dev.twofold.demo.web.DemoListener;
import dev.twofold.demo.web.Readiness;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A servlet container with the web application in it. */
final class DemoServer {

  /** Addresses may name many ids: the application refuses too many itself, in its own words. */
  private static final int LARGEST_REQUEST_HEADER = 2 * 1024 * 1024;

  private final Server server;
  private final ServerConnector connector;
  private final ServletContextHandler context;

  private DemoServer(Server server, ServerConnector connector, ServletContextHandler context) {
    this.server = server;
    this.connector = connector;
    this.context = context;
  }

  /** Starts the only node of the demo. */
  static DemoServer start(int port, DemoSettings settings) throws Exception {
    return start(port, settings, new Node("A"));
  }

  /**
   * Starts the container, which answers at once; the application starts behind it.
   *
   * @param port zero for any that is free
   * @param node which one it is
   * @throws Exception if the port is taken
   */
  static DemoServer start(int port, DemoSettings settings, Node node) throws Exception {
    Server server = new Server();
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(LARGEST_REQUEST_HEADER);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setPort(port);
    server.addConnector(connector);
    server.setErrorHandler(new ContainerErrors());

    ServletContextHandler context = new ServletContextHandler();
    context.setAttribute(DemoListener.SETTINGS, settings);
    context.setAttribute(DemoListener.NODE, node);
    context.addEventListener(new DemoListener());
    server.setHandler(context);
    DemoServer demo = new DemoServer(server, connector, context);
    try {
      server.start();
    } catch (Exception e) {
      demo.stop();
      throw e;
    }
    return demo;
  }

  /**
   * Waits until pages can be asked for.
   *
   * @return the application
   * @throws java.util.concurrent.CompletionException if the application cannot start
   */
  DemoApplication awaitReady() {
    Object readiness = context.getServletContext().getAttribute(DemoListener.READINESS);
    return ((Readiness) requireNonNull(readiness, "readiness")).await();
  }

  /** The port that it listens on. */
  int port() {
    return connector.getLocalPort();
  }

  /** Waits until it is stopped. */
  void join() throws InterruptedException {
    server.join();
  }

  /** Stops the container and the application. */
  void stop() throws Exception {
    server.stop();
  }
}
