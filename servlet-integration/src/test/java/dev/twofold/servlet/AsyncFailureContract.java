package dev.twofold.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.LoadScope;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the filter does for asynchronous requests that time out or fail, in every container. */
abstract class AsyncFailureContract extends ContainerContract {

  private static final long SHORT_TIMEOUT = 200;

  private final List<LoadScope> seen = new CopyOnWriteArrayList<>();

  private void see(HttpServletRequest request) {
    seen.add(TwofoldRequest.scope(request));
    seen.add(LoadScope.current());
  }

  private void assertSeenIsTheOnlyScope(int times) {
    LoadScope scope = onlyScope();
    assertThat(seen).hasSize(times).containsOnly(scope);
  }

  @Test
  void timeout_givesTheErrorPageTheScopeAndClosesIt() throws Exception {
    WebServer server =
        serve(
            application()
                .servlet(
                    "/page",
                    (request, response) -> {
                      see(request);
                      request.startAsync().setTimeout(SHORT_TIMEOUT);
                    })
                .servlet(
                    WebApplication.ERROR_PAGE,
                    (request, response) -> {
                      see(request);
                      response
                          .getWriter()
                          .print(LoadScope.current().require(NumberNames.class, 9L));
                    }));

    HttpResponse<String> response = server.get("/page");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).isEqualTo("acme-9");
    assertSeenIsTheOnlyScope(4);
  }

  @Test
  void timeout_thatAListenerDispatches_keepsTheScope() throws Exception {
    WebServer server =
        serve(
            application()
                .servlet(
                    "/page",
                    (request, response) -> {
                      see(request);
                      AsyncContext async = request.startAsync();
                      async.setTimeout(SHORT_TIMEOUT);
                      async.addListener(new OnTimeout(event -> async.dispatch("/late")));
                    })
                .servlet(
                    "/late",
                    (request, response) -> {
                      see(request);
                      response.getWriter().print("late");
                    }));

    assertThat(server.get("/page").body()).isEqualTo("late");
    assertSeenIsTheOnlyScope(4);
  }

  @Test
  void timeout_thatAListenerCompletes_closesTheScope() throws Exception {
    WebServer server =
        serve(
            application()
                .servlet(
                    "/page",
                    (request, response) -> {
                      see(request);
                      AsyncContext async = request.startAsync();
                      async.setTimeout(SHORT_TIMEOUT);
                      async.addListener(new OnTimeout(event -> async.complete()));
                    }));

    assertThat(server.get("/page").statusCode()).isEqualTo(200);
    assertSeenIsTheOnlyScope(2);
  }

  @Test
  void exception_afterStartAsync_closesTheScope() throws Exception {
    WebServer server =
        serve(
            application()
                .servlet(
                    "/page",
                    (request, response) -> {
                      see(request);
                      request.startAsync();
                      throw new ServletException("on purpose");
                    })
                .servlet(
                    WebApplication.ERROR_PAGE,
                    (request, response) -> response.getWriter().print("sorry")));

    HttpResponse<String> response = server.get("/page");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).isEqualTo("sorry");
    await().until(seen.get(0)::isClosed);
  }

  @Test
  void exception_inTheSecondDispatch_closesTheScope() throws Exception {
    WebServer server =
        serve(
            application()
                .servlet(
                    "/page",
                    (request, response) -> {
                      see(request);
                      request.startAsync().dispatch("/second");
                    })
                .servlet(
                    "/second",
                    (request, response) -> {
                      see(request);
                      throw new ServletException("on purpose");
                    })
                .servlet(WebApplication.ERROR_PAGE, (request, response) -> see(request)));

    assertThat(server.get("/page").statusCode()).isEqualTo(500);
    assertThat(seen).hasSize(6);
    assertThat(seen.subList(0, 4)).containsOnly(engine.opened().get(0));
  }

  @Test
  void filterWithoutAsyncSupport_failsTheRequestAndClosesTheScope() throws Exception {
    WebServer server =
        serve(
            bareApplication()
                .filter(
                    new TwofoldFilter(engine, ACME),
                    false,
                    EnumSet.of(DispatcherType.REQUEST),
                    Map.of())
                .servlet(
                    "/page",
                    (request, response) -> {
                      see(request);
                      request.startAsync();
                    })
                .servlet(
                    WebApplication.ERROR_PAGE,
                    (request, response) -> response.getWriter().print("sorry")));

    assertThat(server.get("/page").statusCode()).isEqualTo(500);
    assertSeenIsTheOnlyScope(2);
  }

  /** Does something when a request has waited too long. */
  private record OnTimeout(Consumer<AsyncEvent> action) implements AsyncListener {
    @Override
    public void onTimeout(AsyncEvent event) {
      action.accept(event);
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }
}
