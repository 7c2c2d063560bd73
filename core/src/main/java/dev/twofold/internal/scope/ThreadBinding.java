package dev.twofold.internal.scope;

import dev.twofold.LoadScope;
import dev.twofold.internal.scope.ThreadScopes.Frame;
import org.jspecify.annotations.Nullable;

/** A scope's hold on a thread. Repeated closes do nothing. */
final class ThreadBinding implements LoadScope.Binding {

  private final Frame frame;
  private boolean closed;

  ThreadBinding(Frame frame) {
    this.frame = frame;
  }

  /**
   * Refuses to be closed now.
   *
   * @throws IllegalStateException on another thread, or before a binding made after it
   */
  void checkCloseable() {
    if (!closed) {
      ThreadScopes.checkInnermost(frame);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      ThreadScopes.pop(frame);
      closed = true;
    }
  }

  /**
   * Lets go of the thread that a scope was opened on; null: of none.
   *
   * @throws IllegalStateException as {@link #checkCloseable}; then it stays
   */
  static void release(@Nullable ThreadBinding binding) {
    if (binding != null) {
      binding.checkCloseable();
      binding.close();
    }
  }
}
