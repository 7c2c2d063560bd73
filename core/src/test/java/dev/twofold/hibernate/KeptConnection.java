package dev.twofold.hibernate;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;

/**
 * Gives one connection, again and again, and ignores that it is closed: a test sees what is left.
 */
final class KeptConnection {

  private KeptConnection() {}

  static DataSource of(Connection connection) {
    Connection kept =
        proxy(
            Connection.class,
            (self, method, arguments) ->
                method.getName().equals("close") ? null : method.invoke(connection, arguments));
    return proxy(DataSource.class, (self, method, arguments) -> kept);
  }

  static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
