package dev.twofold.relation;

import org.jspecify.annotations.Nullable;

/**
 * Which scope relations ask on a thread. The engine keeps it; an application binds scopes with
 * {@code LoadScope.bind} and {@code LoadScope.wrap}. Nothing is inherited by other threads.
 */
public final class BoundScope {

  private static final ThreadLocal<@Nullable RelationScope> CURRENT = new ThreadLocal<>();

  private BoundScope() {}

  /** The scope of this thread; null if none is bound. */
  public static @Nullable RelationScope get() {
    return CURRENT.get();
  }

  /** Binds a scope to this thread in place of the one before; null: none. */
  public static void set(@Nullable RelationScope scope) {
    if (scope == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(scope);
    }
  }

  /** That none is bound, and what to do. */
  public static IllegalStateException none() {
    return new IllegalStateException(
        "no scope is bound to thread '%s'. In a request, map TwofoldFilter to its URL; on another thread of the request, hand the scope over with LoadScope.wrap; elsewhere, open one with Twofold.open()"
            .formatted(Thread.currentThread().getName()));
  }
}
