package dev.twofold.bench.filter;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request with attributes, and nothing else that a filter would ask for. */
final class PlainRequest extends HttpServletRequestWrapper {

  private static final InvocationHandler UNASKED =
      (proxy, method, arguments) -> {
        throw new UnsupportedOperationException("not asked by a filter: " + method);
      };

  private final Map<String, Object> attributes = new HashMap<>();
  private final ServletContext context = proxy(ServletContext.class);

  PlainRequest() {
    super(proxy(HttpServletRequest.class));
  }

  static <T> T proxy(Class<T> type) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, UNASKED));
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return attributes.get(name);
  }

  @Override
  public void setAttribute(String name, Object value) {
    attributes.put(name, value);
  }

  @Override
  public void removeAttribute(String name) {
    attributes.remove(name);
  }

  @Override
  public ServletContext getServletContext() {
    return context;
  }

  @Override
  public DispatcherType getDispatcherType() {
    return DispatcherType.REQUEST;
  }

  @Override
  public boolean isAsyncStarted() {
    return false;
  }
}
