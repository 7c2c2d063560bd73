package dev.twofold.servlet;

import java.nio.file.Path;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;

/** Tomcat with one thread for requests. */
public final class TomcatServer implements WebServer {

  /** Kept, because the log manager forgets the level of a logger that nobody holds. */
  private static final Logger TOMCAT = Logger.getLogger("org.apache");

  private final Tomcat tomcat;
  private final Connector connector;

  private TomcatServer(Tomcat tomcat, Connector connector) {
    this.tomcat = tomcat;
    this.connector = connector;
  }

  public static TomcatServer start(WebApplication application, Path directory) throws Exception {
    TOMCAT.setLevel(Level.OFF);
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("maxThreads", "1");
    connector.setProperty("minSpareThreads", "1");
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(directory.toString());
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", directory.toString());
    ErrorPage errorPage = new ErrorPage();
    errorPage.setLocation(WebApplication.ERROR_PAGE);
    context.addErrorPage(errorPage);
    context.addServletContainerInitializer(application, Set.of());
    tomcat.start();
    return new TomcatServer(tomcat, connector);
  }

  @Override
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void stop() throws Exception {
    tomcat.stop();
    tomcat.destroy();
  }
}
