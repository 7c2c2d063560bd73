package dev.twofold.checker.node;

import dev.twofold.checker.history.Event.Change;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Tells of each commit before it is sent and as soon as it has returned, which is before anybody
 * else learns of it: strict regions promise nothing older from then on. Thread-safe.
 */
final class Commits {

  private final Recorder recorder;

  /** What the thread is about to commit. */
  @SuppressWarnings("ThreadLocalUsage") // one node in a process
  private final ThreadLocal<@Nullable Long> begun = new ThreadLocal<>();

  Commits(Recorder recorder) {
    this.recorder = recorder;
  }

  /** This thread is about to commit. */
  void begin(long transaction, String how, List<Change> changes) {
    recorder.beginsToCommit(transaction, how, changes);
    begun.set(transaction);
  }

  /** A data source whose connections tell. */
  DataSource watched(DataSource pool) {
    return proxy(
        DataSource.class,
        (method, arguments) -> {
          Object answer = invoke(pool, method, arguments);
          return answer instanceof Connection connection ? watched(connection) : answer;
        });
  }

  private Connection watched(Connection connection) {
    return proxy(
        Connection.class,
        (method, arguments) -> {
          if (!method.getName().equals("commit")) {
            return invoke(connection, method, arguments);
          }
          Long transaction = begun.get();
          begun.remove();
          Object answer = invoke(connection, method, arguments);
          if (transaction != null) {
            recorder.commitReturned(transaction);
          }
          return answer;
        });
  }

  private interface Call {
    @Nullable Object of(Method method, @Nullable Object @Nullable [] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            Commits.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call.of(method, arguments)));
  }

  private static @Nullable Object invoke(
      Object target, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
