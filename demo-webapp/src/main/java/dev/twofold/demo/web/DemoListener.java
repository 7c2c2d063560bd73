package dev.twofold.demo.web;

import dev.twofold.demo.node.Node;
import dev.twofold.demo.start.DemoSettings;
import dev.twofold.demo.start.JdbcDrivers;
import dev.twofold.servlet.TwofoldFilter;
import dev.twofold.servlet.edge.EdgeFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds the application when the container starts it, and takes it down when the container stops
 * it.
 *
 * <p>Settings are the servlet context attribute {@link #SETTINGS} if it is there; else those of
 * {@link DemoSettings#of}, from the environment and from init-params of the context, which come
 * first.
 */
@WebListener
public final class DemoListener implements ServletContextListener {

  /** The servlet context attribute that may hold {@link DemoSettings}. */
  public static final String SETTINGS = DemoSettings.class.getName();

  /** The servlet context attribute that may hold the {@link Node} that the application is. */
  public static final String NODE = Node.class.getName();

  /** The servlet context attribute that holds the {@link Readiness} of the application. */
  public static final String READINESS = Readiness.class.getName();

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    Node node = node(context);
    DemoSettings settings = settings(context);
    if (settings.faults()) {
      context.setAttribute(LocalOnly.ALLOWED, true);
    }
    Readiness readiness =
        Readiness.begin(
            settings,
            node,
            application -> {
              context.setAttribute(TwofoldFilter.ENGINE_ATTRIBUTE, application.twofold());
              context.setAttribute(EdgeFilter.EDGE_ATTRIBUTE, application.edge());
            });
    context.setAttribute(READINESS, readiness);

    Renderer renderer = new Renderer();
    filter(context, "security", new SecurityFilter());
    filter(context, "readiness", new ReadinessFilter(readiness, renderer, node));
    filter(context, "twofold", new TwofoldFilter());
    filter(context, "edge", new EdgeFilter());
    context.addServlet("pages", new PageServlet(readiness, renderer, node)).addMapping("/");
  }

  private static void filter(ServletContext context, String name, Filter filter) {
    context
        .addFilter(name, filter)
        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
  }

  private static Node node(ServletContext context) {
    return context.getAttribute(NODE) instanceof Node given ? given : new Node("A");
  }

  private static DemoSettings settings(ServletContext context) {
    if (context.getAttribute(SETTINGS) instanceof DemoSettings given) {
      return given;
    }
    Map<String, String> texts = new HashMap<>(System.getenv());
    for (String name : Collections.list(context.getInitParameterNames())) {
      texts.put(name, context.getInitParameter(name));
    }
    return DemoSettings.of(texts);
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    @Nullable Object readiness = event.getServletContext().getAttribute(READINESS);
    if (readiness instanceof Readiness started) {
      started.stop();
    }
    JdbcDrivers.signOff();
  }
}
