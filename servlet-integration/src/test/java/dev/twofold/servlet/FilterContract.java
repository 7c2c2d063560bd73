package dev.twofold.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.LoadScope;
import dev.twofold.key.ParameterValues;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What the filter does for requests that stay on their thread, in every container. */
abstract class FilterContract extends ContainerContract {

  private final List<LoadScope> seen = new CopyOnWriteArrayList<>();

  private void see(HttpServletRequest request, HttpServletResponse response) {
    seen.add(TwofoldRequest.scope(request));
  }

  private static String message(Runnable action) {
    try {
      action.run();
      return "no exception";
    } catch (IllegalStateException e) {
      return e.getMessage();
    }
  }

  @Test
  void request_loads_inTheScopeOfItsThread() throws Exception {
    WebServer server =
        serve(
            application()
                .servlet(
                    "/page",
                    (request, response) -> {
                      see(request, response);
                      seen.add(LoadScope.current());
                      response
                          .getWriter()
                          .print(LoadScope.current().require(NumberNames.class, 7L));
                    }));

    assertThat(server.get("/page").body()).isEqualTo("acme-7");

    LoadScope scope = onlyScope();
    assertThat(seen).containsExactly(scope, scope);
    assertThat(scope.stats().loaders()).containsKey("NumberNames");
  }

  @Test
  void requests_onTheSameThread_getAScopeEach() throws Exception {
    List<Thread> threads = new CopyOnWriteArrayList<>();
    WebServer server =
        serve(
            application()
                .servlet(
                    "/page",
                    (request, response) -> {
                      threads.add(Thread.currentThread());
                      see(request, response);
                      response
                          .getWriter()
                          .print(LoadScope.current().peek(NumberNames.class, 1L).isPresent());
                      LoadScope.current().find(NumberNames.class, 1L);
                    }));

    for (int request = 0; request < 4; request++) {
      assertThat(server.get("/page").body()).isEqualTo("false");
    }

    assertThat(threads.stream().distinct().count()).as("threads").isLessThan(4);
    assertThat(seen).doesNotHaveDuplicates().containsExactlyElementsOf(engine.opened());
  }

  @Test
  void requestParameters_areAskedPerRequest() throws Exception {
    WebServer server =
        serve(
            bareApplication()
                .filter(
                    new TwofoldFilter(
                        engine,
                        request ->
                            ParameterValues.of(NumberNames.TENANT, request.getParameter("tenant"))))
                .servlet(
                    "/page",
                    (request, response) ->
                        response
                            .getWriter()
                            .print(TwofoldRequest.scope(request).require(NumberNames.class, 1L))));

    assertThat(server.get("/page?tenant=a").body()).isEqualTo("a-1");
    assertThat(server.get("/page?tenant=b").body()).isEqualTo("b-1");
  }

  @Test
  void requestParameters_thatThrow_failTheRequestBeforeAScopeIsOpened() throws Exception {
    WebServer server =
        serve(
            bareApplication()
                .filter(
                    new TwofoldFilter(
                        engine,
                        request -> {
                          throw new IllegalArgumentException("no tenant");
                        }))
                .servlet("/page", this::see));

    assertThat(server.get("/page").statusCode()).isEqualTo(500);
    assertThat(engine.opened()).isEmpty();
    assertThat(seen).isEmpty();
  }

  @Test
  void wrappedRequest_hasTheScope() throws Exception {
    WebServer server =
        serve(
            application()
                .servlet(
                    "/page",
                    (request, response) ->
                        see(
                            new HttpServletRequestWrapper(new HttpServletRequestWrapper(request)),
                            response)));

    server.get("/page");

    assertThat(seen).containsExactly(onlyScope());
  }

  @Test
  void forward_usesTheScope() throws Exception {
    WebServer server =
        serve(
            application()
                .servlet(
                    "/page",
                    (request, response) -> {
                      see(request, response);
                      request.getRequestDispatcher("/inner").forward(request, response);
                      assertThat(TwofoldRequest.scope(request).isClosed()).isFalse();
                      seen.add(LoadScope.current());
                    })
                .servlet("/inner", this::see));

    server.get("/page");

    LoadScope scope = onlyScope();
    assertThat(seen).containsExactly(scope, scope, scope);
  }

  @Test
  void include_usesTheScope() throws Exception {
    WebServer server =
        serve(
            application()
                .servlet(
                    "/page",
                    (request, response) -> {
                      request.getRequestDispatcher("/inner").include(request, response);
                      request.getRequestDispatcher("/inner").include(request, response);
                      seen.add(LoadScope.current());
                      response.getWriter().print("complete");
                    })
                .servlet("/inner", this::see));

    assertThat(server.get("/page").body()).isEqualTo("complete");

    LoadScope scope = onlyScope();
    assertThat(seen).containsExactly(scope, scope, scope);
  }

  @Test
  void forwardWithoutRequestMapping_opensAScopeForTheForwardOnly() throws Exception {
    AtomicReference<Boolean> after = new AtomicReference<>();
    WebServer server =
        serve(
            bareApplication()
                .filter(
                    new TwofoldFilter(engine, ACME),
                    true,
                    EnumSet.of(DispatcherType.FORWARD),
                    Map.of())
                .servlet(
                    "/page",
                    (request, response) -> {
                      request.getRequestDispatcher("/inner").forward(request, response);
                      after.set(TwofoldRequest.find(request).isPresent());
                    })
                .servlet("/inner", this::see));

    server.get("/page");

    assertThat(seen).containsExactly(onlyScope());
    assertThat(after.get()).isFalse();
  }

  @Test
  void exception_closesTheScopeAndTheErrorPageGetsItsOwn() throws Exception {
    WebServer server =
        serve(
            application()
                .servlet(
                    "/page",
                    (request, response) -> {
                      see(request, response);
                      throw new ServletException("on purpose");
                    })
                .servlet(
                    WebApplication.ERROR_PAGE,
                    (request, response) -> {
                      see(request, response);
                      response
                          .getWriter()
                          .print(
                              LoadScope.current().require(NumberNames.class, 5L)
                                  + " "
                                  + seen.get(0).isClosed());
                    }));

    HttpResponse<String> response = server.get("/page");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).isEqualTo("acme-5 true");
    assertThat(seen).hasSize(2).doesNotHaveDuplicates().isEqualTo(engine.opened());
    assertThat(dispatches()).containsExactly("REQUEST /page", "ERROR /error");
  }

  @Test
  void sendError_closesTheScopeAndTheErrorPageGetsItsOwn() throws Exception {
    WebServer server =
        serve(
            application()
                .servlet(
                    "/page",
                    (request, response) -> {
                      see(request, response);
                      response.sendError(404);
                    })
                .servlet(WebApplication.ERROR_PAGE, this::see));

    assertThat(server.get("/page").statusCode()).isEqualTo(404);
    assertThat(seen).hasSize(2).doesNotHaveDuplicates().isEqualTo(engine.opened());
  }

  @Test
  void error_closesTheScope() throws Exception {
    WebServer server =
        serve(
            application()
                .servlet(
                    "/page",
                    (request, response) -> {
                      throw new AssertionError("on purpose");
                    })
                .servlet(WebApplication.ERROR_PAGE, this::see));

    assertThat(server.get("/page").statusCode()).isEqualTo(500);
    assertThat(engine.opened()).hasSize(2);
  }

  @Test
  void scopeThatEnded_isClosedAndSaysSo() throws Exception {
    WebServer server =
        serve(application().servlet("/page", (request, response) -> see(request, response)));

    server.get("/page");

    LoadScope scope = onlyScope();
    assertThat(message(() -> scope.find(NumberNames.class, 1L))).contains("closed");
  }

  @Test
  void requestThatIsNotFiltered_saysWhatToDo() throws Exception {
    AtomicReference<String> message = new AtomicReference<>();
    WebServer server =
        serve(
            bareApplication()
                .servlet(
                    "/page",
                    (request, response) -> {
                      assertThat(TwofoldRequest.find(request)).isEmpty();
                      message.set(message(() -> TwofoldRequest.scope(request)));
                    }));

    server.get("/page?secret=1");

    assertThat(message)
        .hasValue(
            "no load scope is attached to /page (dispatcher type REQUEST, request attribute"
                + " 'dev.twofold.LoadScope'): map TwofoldFilter to this path and dispatcher type,"
                + " in front of what loads; once the request has ended, nothing can be loaded for"
                + " it");
  }
}
