package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.twofold.LoadScope.Binding;
import dev.twofold.Loaders.Names;
import dev.twofold.key.ParameterValues;
import dev.twofold.testing.Costs;
import dev.twofold.testing.Nulls;
import dev.twofold.tier.Source;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which thread has which scope: open, close, nest, hand over. */
class ThreadsTest {

  private static final String REVERSE = "close them in reverse order";

  private final Names names = new Names(10);
  private final Twofold twofold = Twofold.builder().register(names).build();
  private final ExecutorService other =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "other"));

  @AfterEach
  void close() {
    other.shutdownNow();
    twofold.close();
  }

  private <T> T onOtherThread(Callable<T> task) throws Exception {
    try {
      return other.submit(task).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Nested
  class Open {

    @Test
    void current_isTheOpenScope_andNoneAfterClose() {
      try (LoadScope scope = twofold.open()) {
        assertThat(LoadScope.current()).isSameAs(scope);
      }
      assertNone();
    }

    @Test
    void current_withoutAScope_saysWhatToDo() throws Exception {
      onOtherThread(
          () ->
              assertThatIllegalStateException()
                  .isThrownBy(LoadScope::current)
                  .withMessage(
                      "no scope is bound to thread 'other'. In a request, map TwofoldFilter to its"
                          + " URL; on another thread of the request, hand the scope over with"
                          + " LoadScope.wrap; elsewhere, open one with Twofold.open()"));
    }

    @Test
    void current_isTheInnermost() {
      try (LoadScope outer = twofold.open()) {
        try (LoadScope inner = twofold.open()) {
          assertThat(LoadScope.current()).isSameAs(inner);
        }
        assertThat(LoadScope.current()).isSameAs(outer);
      }
    }

    @Test
    void openUnbound_bindsNothing() {
      LoadScope scope = twofold.openUnbound(ParameterValues.none());

      assertNone();
      assertThat(scope.find(Names.class, 1L)).contains("name 1");
      scope.close();
    }

    @Test
    void threads_inheritNothing() throws Exception {
      try (LoadScope scope = twofold.open()) {
        assertThat(scope.isClosed()).isFalse();
        onOtherThread(
            () -> {
              assertNone();
              return true;
            });
      }
    }

    @Test
    void scopesOfOneThread_shareNoValues() {
      try (LoadScope outer = twofold.open()) {
        outer.find(Names.class, 1L);
        try (LoadScope inner = twofold.open()) {
          inner.find(Names.class, 1L);
        }
      }
      assertThat(names.batches()).hasSize(2);
    }
  }

  @Nested
  class Close {

    @Test
    void close_twice_doesNothing() {
      LoadScope scope = twofold.open();
      scope.close();

      assertThatCode(scope::close).doesNotThrowAnyException();
      assertThat(scope.isClosed()).isTrue();
    }

    @Test
    void close_beforeAnInnerScope_isRefusedAndChangesNothing() {
      LoadScope outer = twofold.open();
      LoadScope inner = twofold.open();

      assertThatIllegalStateException()
          .isThrownBy(outer::close)
          .withMessage(
              "a scope is closed before one that was opened or bound after it on thread '%s'; %s",
              Thread.currentThread().getName(), REVERSE);

      assertThat(outer.isClosed()).isFalse();
      assertThat(LoadScope.current()).isSameAs(inner);
      inner.close();
      outer.close();
      assertNone();
    }

    @Test
    void close_onAnotherThread_isRefused() throws Exception {
      try (LoadScope scope = twofold.open()) {
        onOtherThread(
            () ->
                assertThatIllegalStateException()
                    .isThrownBy(scope::close)
                    .withMessageEndingWith(
                        "closed on thread 'other'; close it where it was opened"));
        assertThat(scope.isClosed()).isFalse();
      }
    }

    @Test
    void close_ofAnUnboundScope_onAnyThread() throws Exception {
      LoadScope scope = twofold.openUnbound(ParameterValues.none());
      onOtherThread(
          () -> {
            scope.close();
            return true;
          });
      assertThat(scope.isClosed()).isTrue();
    }

    @Test
    void close_insideItsOwnBlock_isRefused() {
      try (LoadScope scope = twofold.open()) {
        scope.with(Source.WRITER, () -> assertThatIllegalStateException().isThrownBy(scope::close));
        assertThat(scope.find(Names.class, 1L)).isPresent();
      }
    }

    @Test
    void close_afterAnExceptionInTheRequest_leavesNothing() {
      assertThatIllegalStateException()
          .isThrownBy(
              () -> {
                try (LoadScope scope = twofold.open()) {
                  scope.find(Names.class, 1L);
                  throw new IllegalStateException("page");
                }
              });
      assertNone();
    }

    @Test
    void stats_areThereAfterClose() {
      LoadScope scope = twofold.open();
      scope.find(Names.class, 1L);
      scope.close();

      assertThat(Costs.of(scope, "Names")).isEqualTo("asked=1 database=1 batches=1");
    }
  }

  @Nested
  class HandOver {

    @Test
    void wrap_runsWithTheScopeOnAnotherThread_andLeavesNothingThere() throws Exception {
      try (LoadScope scope = twofold.open()) {
        scope.find(Names.class, 1L);
        Callable<String> task = () -> LoadScope.current().require(Names.class, 1L);

        assertThat(onOtherThread(scope.wrap(task))).isEqualTo("name 1");
        AtomicReference<LoadScope> seen = new AtomicReference<>();
        Runnable run = () -> seen.set(LoadScope.current());
        CompletableFuture.runAsync(scope.wrap(run), other).get();
        assertThat(seen).hasValue(scope);

        assertThat(names.batches()).hasSize(1);
        onOtherThread(
            () -> {
              assertNone();
              return true;
            });
      }
    }

    @Test
    void wrap_taskThatThrows_leavesNothing() throws Exception {
      try (LoadScope scope = twofold.open()) {
        Callable<String> failing =
            () -> {
              throw new IllegalStateException("task");
            };
        assertThatIllegalStateException()
            .isThrownBy(() -> onOtherThread(scope.wrap(failing)))
            .withMessage("task");
        onOtherThread(
            () -> {
              assertNone();
              return true;
            });
      }
    }

    @Test
    void wrap_runAfterTheScope_fails() {
      LoadScope scope = twofold.open();
      Callable<String> late = scope.wrap(() -> "late");
      scope.close();

      assertThatIllegalStateException()
          .isThrownBy(late::call)
          .withMessageStartingWith("the scope is closed;");
      assertNone();
    }

    @Test
    void wrap_onTheSameThread_nests() throws Exception {
      try (LoadScope outer = twofold.open()) {
        LoadScope unbound = twofold.openUnbound(ParameterValues.none());
        Callable<LoadScope> task = LoadScope::current;

        assertThat(unbound.wrap(task).call()).isSameAs(unbound);
        assertThat(LoadScope.current()).isSameAs(outer);
        unbound.close();
      }
    }

    @Test
    void wrap_null_isRefused() {
      try (LoadScope scope = twofold.open()) {
        assertThatNullPointerException()
            .isThrownBy(() -> scope.wrap(Nulls.<Runnable>nothing()))
            .withMessage("task");
      }
    }

    @Test
    void bind_holdsTheThreadUntilItIsClosed() throws Exception {
      LoadScope scope = twofold.openUnbound(ParameterValues.none());
      onOtherThread(
          () -> {
            Binding binding = scope.bind();
            assertThat(LoadScope.current()).isSameAs(scope);
            binding.close();
            binding.close();
            assertNone();
            return true;
          });
      scope.close();
    }

    @Test
    void bind_closedOnAnotherThread_isRefused() throws Exception {
      LoadScope scope = twofold.openUnbound(ParameterValues.none());
      try (Binding binding = scope.bind()) {
        onOtherThread(() -> assertThatIllegalStateException().isThrownBy(binding::close));
      }
      scope.close();
      assertNone();
    }

    @Test
    void bind_closedBeforeALaterOne_complainsAndLeavesNothing() {
      LoadScope scope = twofold.openUnbound(ParameterValues.none());
      Binding first = scope.bind();
      scope.bind();

      assertThatIllegalStateException().isThrownBy(first::close).withMessageEndingWith(REVERSE);
      assertNone();
      scope.close();
    }
  }

  private static void assertNone() {
    assertThatIllegalStateException().isThrownBy(LoadScope::current);
  }
}
