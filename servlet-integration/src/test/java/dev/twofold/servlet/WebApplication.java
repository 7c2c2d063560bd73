package dev.twofold.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A web application that a test puts together; every container can start it. */
public final class WebApplication implements ServletContainerInitializer {

  /** The path that answers for every error. */
  static final String ERROR_PAGE = "/error";

  private final List<Consumer<ServletContext>> registrations = new ArrayList<>();

  /** Answers a request. */
  @FunctionalInterface
  public interface Handler {
    void handle(HttpServletRequest request, HttpServletResponse response) throws Exception;
  }

  /** Adds a filter for all paths and dispatcher types. */
  public WebApplication filter(Filter filter) {
    return filter(filter, true, EnumSet.allOf(DispatcherType.class), Map.of());
  }

  /** Adds a filter for all paths. */
  WebApplication filter(
      Filter filter, boolean async, Set<DispatcherType> types, Map<String, String> parameters) {
    String name = "filter-" + registrations.size();
    registrations.add(
        context -> {
          FilterRegistration.Dynamic registration = context.addFilter(name, filter);
          registration.setAsyncSupported(async);
          registration.setInitParameters(parameters);
          registration.addMappingForUrlPatterns(EnumSet.copyOf(types), true, "/*");
        });
    return this;
  }

  /** Adds a servlet that supports asynchronous requests. */
  public WebApplication servlet(String path, Handler handler) {
    registrations.add(
        context -> {
          ServletRegistration.Dynamic registration = context.addServlet(path, new Page(handler));
          registration.setAsyncSupported(true);
          registration.addMapping(path);
        });
    return this;
  }

  /** Does something with the servlet context when the application starts. */
  public WebApplication with(Consumer<ServletContext> registration) {
    registrations.add(registration);
    return this;
  }

  @Override
  public void onStartup(Set<Class<?>> classes, ServletContext context) {
    registrations.forEach(registration -> registration.accept(context));
  }

  private static final class Page extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Handler handler;

    Page(Handler handler) {
      this.handler = handler;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      try {
        handler.handle(request, response);
      } catch (IOException | ServletException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new ServletException(e);
      }
    }
  }
}
