package dev.twofold.servlet;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.key.ParameterValues;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * A scope on its request. Whoever attached it closes it when its dispatch is over; if the request
 * has become asynchronous by then, the container does so when the request completes.
 *
 * <p>A timeout does not end the scope: listeners and error pages may still answer the request, and
 * the container completes it afterwards. An error does: after the exception of a dispatch that had
 * become asynchronous, Tomcat never tells that the request is complete.
 */
final class AttachedScope implements AutoCloseable, AsyncListener {

  private final Twofold twofold;
  private final LoadScope scope;
  private final HttpServletRequest request;
  private final String attribute;

  /**
   * The thread that runs a dispatch with the scope bound, or null. Only that thread sets it to
   * itself, so the comparison with the calling thread is right without synchronization.
   */
  private @Nullable Thread dispatchThread;

  private AttachedScope(
      Twofold twofold, LoadScope scope, HttpServletRequest request, String attribute) {
    this.twofold = twofold;
    this.scope = scope;
    this.request = request;
    this.attribute = attribute;
  }

  /** Opens a scope and attaches it. */
  static AttachedScope open(
      Twofold twofold, ParameterValues parameters, HttpServletRequest request, EngineName name) {
    LoadScope scope = twofold.openUnbound(parameters);
    AttachedScope attached = new AttachedScope(twofold, scope, request, name.scopeAttribute());
    request.setAttribute(name.scopeAttribute(), attached);
    return attached;
  }

  /** What is attached to a request, or null; request wrappers are looked through. */
  static @Nullable AttachedScope find(ServletRequest request, EngineName name) {
    return request.getAttribute(name.scopeAttribute()) instanceof AttachedScope attached
        ? attached
        : null;
  }

  LoadScope scope() {
    return scope;
  }

  boolean isFrom(Twofold engine) {
    return twofold == engine;
  }

  boolean isBoundHere() {
    return dispatchThread == Thread.currentThread();
  }

  /** Binds the scope to this thread for a dispatch. */
  LoadScope.Binding bind() {
    LoadScope.Binding binding = scope.bind();
    dispatchThread = Thread.currentThread();
    return () -> {
      dispatchThread = null;
      binding.close();
    };
  }

  /** Ends the dispatch that attached the scope. */
  @Override
  public void close() {
    if (request.isAsyncStarted()) {
      request.getAsyncContext().addListener(this);
    } else {
      end();
    }
  }

  /** The attribute goes too: containers use a request object again for the next request. */
  private void end() {
    // After an error, a scope of the error page may have taken the place.
    if (request.getAttribute(attribute) == this) {
      request.removeAttribute(attribute);
    }
    scope.close();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    end();
  }

  @Override
  public void onError(AsyncEvent event) {
    end();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    // Completion follows.
  }

  /** A new asynchronous cycle begins without the listeners of the one before. */
  @Override
  public void onStartAsync(AsyncEvent event) {
    event.getAsyncContext().addListener(this);
  }
}
