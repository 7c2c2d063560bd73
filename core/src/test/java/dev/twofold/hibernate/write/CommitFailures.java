package dev.twofold.hibernate.write;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Connections whose next commit fails, before it is sent or after. Not thread-safe. */
final class CommitFailures {

  private final String url;
  private boolean isBroken;
  private boolean isSentFirst;

  CommitFailures(String url) {
    this.url = url;
  }

  String url() {
    return url;
  }

  /** Lets the next commit fail. */
  void failNext(boolean afterSending) {
    isBroken = true;
    isSentFirst = afterSending;
  }

  DataSource dataSource() {
    return proxy(
        DataSource.class,
        (self, method, arguments) -> {
          if (method.getName().equals("getConnection")) {
            return broken(DriverManager.getConnection(url));
          }
          throw new UnsupportedOperationException(method.getName());
        });
  }

  private Connection broken(Connection connection) {
    return proxy(
        Connection.class,
        (self, method, arguments) -> {
          if (!method.getName().equals("commit") || !isBroken) {
            return invoke(connection, method, arguments);
          }
          isBroken = false;
          if (isSentFirst) {
            connection.commit();
          }
          connection.close();
          throw new SQLException("connection lost", "08006");
        });
  }

  private static Object invoke(Connection connection, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(connection, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
