package dev.twofold.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.LoadScope;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the filter does for requests that leave their thread, in every container. */
abstract class AsyncFilterContract extends ContainerContract {

  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "worker"));
  private final List<LoadScope> seen = new CopyOnWriteArrayList<>();

  @AfterEach
  void stopWorker() {
    worker.shutdownNow();
  }

  private void see(HttpServletRequest request) {
    seen.add(TwofoldRequest.scope(request));
    seen.add(LoadScope.current());
  }

  private void assertSeenIsTheOnlyScope(int times) {
    LoadScope scope = onlyScope();
    assertThat(seen).hasSize(times).containsOnly(scope);
  }

  /** Does something as soon as the container's thread has left the filter. */
  private void afterDispatch(Runnable action) {
    int before = dispatches().size();
    worker.execute(
        () -> {
          await().until(() -> dispatches().size() > before);
          action.run();
        });
  }

  @Test
  void complete_closesTheScopeAfterTheWorkOfAnotherThread() throws Exception {
    WebServer server =
        serve(
            application()
                .servlet(
                    "/page",
                    (request, response) -> {
                      AsyncContext async = request.startAsync();
                      afterDispatch(
                          LoadScope.current()
                              .wrap(
                                  () -> {
                                    see(request);
                                    print(
                                        async, LoadScope.current().require(NumberNames.class, 3L));
                                    async.complete();
                                  }));
                    }));

    assertThat(server.get("/page").body()).isEqualTo("acme-3");
    assertSeenIsTheOnlyScope(2);
    assertThat(dispatches()).containsExactly("REQUEST /page");
  }

  @Test
  void complete_beforeTheDispatchEnds_closesTheScopeOnce() throws Exception {
    WebServer server =
        serve(
            application()
                .servlet(
                    "/page",
                    (request, response) -> {
                      AsyncContext async = request.startAsync();
                      async.complete();
                      see(request);
                    }));

    assertThat(server.get("/page").statusCode()).isEqualTo(200);
    assertSeenIsTheOnlyScope(2);
  }

  @Test
  void threadWithoutHandOver_isToldWhatToDo() throws Exception {
    AtomicReference<String> message = new AtomicReference<>();
    WebServer server =
        serve(
            application()
                .servlet(
                    "/page",
                    (request, response) -> {
                      AsyncContext async = request.startAsync();
                      worker.execute(
                          () -> {
                            try {
                              LoadScope.current();
                            } catch (IllegalStateException e) {
                              message.set(e.getMessage());
                            }
                            async.complete();
                          });
                    }));

    server.get("/page");

    assertThat(message.get()).contains("'worker'", "LoadScope.wrap", "TwofoldFilter");
    assertThat(onlyScope().isClosed()).isTrue();
  }

  @Test
  void dispatch_entersTheFilterAgainWithTheSameScope() throws Exception {
    WebServer server =
        serve(
            application()
                .servlet(
                    "/page",
                    (request, response) -> {
                      see(request);
                      AsyncContext async = request.startAsync();
                      afterDispatch(() -> async.dispatch("/second"));
                    })
                .servlet(
                    "/second",
                    (request, response) -> {
                      see(request);
                      request.getRequestDispatcher("/inner").include(request, response);
                    })
                .servlet("/inner", (request, response) -> see(request)));

    assertThat(server.get("/page").statusCode()).isEqualTo(200);

    assertSeenIsTheOnlyScope(6);
    await().until(() -> dispatches().size() == 2);
    assertThat(dispatches()).containsExactly("REQUEST /page", "ASYNC /second");
  }

  @Test
  void dispatch_beforeTheFirstDispatchEnds_keepsTheScope() throws Exception {
    WebServer server =
        serve(
            application()
                .servlet(
                    "/page",
                    (request, response) -> {
                      see(request);
                      request.startAsync().dispatch("/second");
                    })
                .servlet("/second", (request, response) -> see(request)));

    assertThat(server.get("/page").statusCode()).isEqualTo(200);
    assertSeenIsTheOnlyScope(4);
  }

  @Test
  void startAsync_againInEveryDispatch_keepsTheScopeUntilTheLastCompletes() throws Exception {
    WebServer server =
        serve(
            application()
                .servlet(
                    "/page",
                    (request, response) -> {
                      see(request);
                      AsyncContext async = request.startAsync();
                      afterDispatch(() -> async.dispatch("/second"));
                    })
                .servlet(
                    "/second",
                    (request, response) -> {
                      see(request);
                      AsyncContext async = request.startAsync();
                      afterDispatch(() -> async.dispatch("/third"));
                    })
                .servlet(
                    "/third",
                    (request, response) -> {
                      see(request);
                      AsyncContext async = request.startAsync();
                      afterDispatch(
                          TwofoldRequest.scope(request)
                              .wrap(
                                  () -> {
                                    see(request);
                                    print(async, "third " + LoadScope.current().isClosed());
                                    async.complete();
                                  }));
                    }));

    assertThat(server.get("/page").body()).isEqualTo("third false");
    assertSeenIsTheOnlyScope(8);
  }

  @Test
  void dispatch_whereTheFilterIsNotMapped_keepsTheScopeUnbound() throws Exception {
    AtomicReference<Boolean> bound = new AtomicReference<>();
    WebServer server =
        serve(
            bareApplication()
                .filter(
                    new TwofoldFilter(engine, ACME),
                    true,
                    EnumSet.of(DispatcherType.REQUEST),
                    Map.of())
                .servlet(
                    "/page",
                    (request, response) -> {
                      AsyncContext async = request.startAsync();
                      afterDispatch(() -> async.dispatch("/second"));
                    })
                .servlet(
                    "/second",
                    (request, response) -> {
                      bound.set(isBound());
                      seen.add(TwofoldRequest.scope(request));
                      AsyncContext async = request.startAsync();
                      afterDispatch(
                          () -> {
                            print(async, "" + TwofoldRequest.scope(request).isClosed());
                            async.complete();
                          });
                    }));

    assertThat(server.get("/page").body()).isEqualTo("false");
    assertThat(bound.get()).isFalse();
    assertSeenIsTheOnlyScope(1);
  }

  @Test
  void nextRequest_whileOneIsWaiting_hasAScopeOfItsOwn() throws Exception {
    AtomicReference<AsyncContext> waiting = new AtomicReference<>();
    CountDownLatch answered = new CountDownLatch(1);
    WebServer server =
        serve(
            application()
                .servlet(
                    "/waiting",
                    (request, response) -> {
                      seen.add(TwofoldRequest.scope(request));
                      waiting.set(request.startAsync());
                    })
                .servlet("/page", (request, response) -> seen.add(LoadScope.current())));
    Thread client =
        new Thread(
            () -> {
              server.get("/waiting");
              answered.countDown();
            });
    client.start();
    await().until(() -> dispatches().contains("REQUEST /waiting"));

    server.get("/page");

    assertThat(seen).hasSize(2).doesNotHaveDuplicates();
    await().until(seen.get(1)::isClosed);
    assertThat(seen.get(0).isClosed()).isFalse();
    waiting.get().complete();
    answered.await();
    await().until(seen.get(0)::isClosed);
  }

  private static boolean isBound() {
    try {
      return LoadScope.current() != null;
    } catch (IllegalStateException notBound) {
      return false;
    }
  }

  private static void print(AsyncContext async, String text) {
    try {
      async.getResponse().getWriter().print(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
