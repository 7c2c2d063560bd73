package dev.twofold.internal.scope;

import dev.twofold.LoadScope;
import dev.twofold.key.ParameterValues;
import dev.twofold.tier.Source;
import org.jspecify.annotations.Nullable;

/**
 * Which scopes are bound to a thread: a stack of frames, the innermost first. A frame holds what a
 * scope answers with on this thread. Nothing is inherited by other threads.
 */
public final class ThreadScopes {

  private static final ThreadLocal<@Nullable Frame> TOP = new ThreadLocal<>();

  private ThreadScopes() {}

  /**
   * One bind of a scope to a thread.
   *
   * @param source null: the scope decides
   */
  record Frame(
      RequestScope scope,
      ParameterValues parameters,
      @Nullable Source source,
      Thread thread,
      @Nullable Frame outer) {}

  /**
   * The scope of this thread.
   *
   * @throws IllegalStateException if none is bound
   */
  public static LoadScope require() {
    Frame top = TOP.get();
    if (top == null) {
      throw new IllegalStateException(
          "no scope is bound to thread '%s'. In a request, map TwofoldFilter to its URL; on another thread of the request, hand the scope over with LoadScope.wrap; elsewhere, open one with Twofold.open()"
              .formatted(Thread.currentThread().getName()));
    }
    return top.scope();
  }

  static Frame push(RequestScope scope, ParameterValues parameters, @Nullable Source source) {
    Frame frame = new Frame(scope, parameters, source, Thread.currentThread(), TOP.get());
    TOP.set(frame);
    return frame;
  }

  /**
   * Takes a frame off its thread, and with it what was left bound above it: the next request on the
   * thread must find nothing.
   *
   * @throws IllegalStateException on another thread; or if something was left bound above, once
   *     that is taken off too
   */
  static void pop(Frame frame) {
    checkThread(frame);
    if (!isBound(frame)) {
      return;
    }
    boolean innermost = isInnermost(frame);
    if (frame.outer() == null) {
      TOP.remove();
    } else {
      TOP.set(frame.outer());
    }
    if (!innermost) {
      throw notInnermost(frame);
    }
  }

  /**
   * Refuses a frame that cannot be taken off now.
   *
   * @throws IllegalStateException on another thread, or if a frame is not the innermost
   */
  static void checkInnermost(Frame frame) {
    checkThread(frame);
    if (isBound(frame) && !isInnermost(frame)) {
      throw notInnermost(frame);
    }
  }

  private static void checkThread(Frame frame) {
    if (frame.thread() != Thread.currentThread()) {
      throw new IllegalStateException(
          "a scope was opened or bound on thread '%s' and is closed on thread '%s'; close it where it was opened"
              .formatted(frame.thread().getName(), Thread.currentThread().getName()));
    }
  }

  private static IllegalStateException notInnermost(Frame frame) {
    return new IllegalStateException(
        "a scope is closed before one that was opened or bound after it on thread '%s'; close them in reverse order"
            .formatted(frame.thread().getName()));
  }

  @SuppressWarnings("ReferenceEquality") // a frame is itself; two binds of one scope are two frames
  private static boolean isInnermost(Frame frame) {
    return TOP.get() == frame;
  }

  @SuppressWarnings("ReferenceEquality") // as above
  private static boolean isBound(Frame frame) {
    Frame each = TOP.get();
    while (each != null && each != frame) {
      each = each.outer();
    }
    return each != null;
  }

  /** The innermost frame of a scope on this thread; null if it is not bound here. */
  static @Nullable Frame of(RequestScope scope) {
    Frame frame = TOP.get();
    while (frame != null && frame.scope() != scope) {
      frame = frame.outer();
    }
    return frame;
  }
}
