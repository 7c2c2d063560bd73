package dev.twofold.internal.scope;

import dev.twofold.LoadScope;
import dev.twofold.internal.invalidation.WritingScope;
import dev.twofold.internal.registry.LoaderRegistry;
import dev.twofold.relation.BoundScope;
import dev.twofold.relation.Lazy;
import dev.twofold.relation.Relation;
import dev.twofold.relation.RelationScope;
import dev.twofold.relation.ToMany;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which scopes are bound to a thread: a stack of frames, the innermost first. A frame holds what a
 * scope answers with on this thread. Nothing is inherited by other threads.
 */
public final class ThreadScopes {

  private ThreadScopes() {}

  /**
   * One bind of a scope to a thread.
   *
   * @param block what a block says; see {@link Block}
   */
  record Frame(RequestScope scope, Block block, Thread thread, @Nullable Frame outer)
      implements RelationScope {

    @Override
    public <O, A> @Nullable A answer(Relation<O, A> relation, O owner) {
      return scope.relations().answer(relation, owner);
    }

    @Override
    public <O, A> A require(Relation<O, A> relation, O owner) {
      return scope.relations().require(relation, owner);
    }

    @Override
    public <O, A> Lazy<A> lazy(Relation<O, A> relation, O owner) {
      return scope.relations().lazy(relation, owner);
    }

    @Override
    public <O, T> List<T> page(ToMany<O, T> relation, O owner, @Nullable T after, int size) {
      return scope.relations().page(relation, owner, after, size);
    }
  }

  /**
   * The scope of this thread.
   *
   * @throws IllegalStateException if none is bound
   */
  public static LoadScope require() {
    Frame top = top();
    if (top == null) {
      throw BoundScope.none();
    }
    return top.scope();
  }

  /** What the scopes of this thread that ask the loaders of an engine write, each once. */
  public static List<WritingScope> writing(LoaderRegistry loaders) {
    List<WritingScope> writing = new ArrayList<>(1);
    for (Frame frame = top(); frame != null; frame = frame.outer()) {
      if (frame.scope().asks(loaders) && !writing.contains(frame.scope().writes())) {
        writing.add(frame.scope().writes());
      }
    }
    return writing;
  }

  private static @Nullable Frame top() {
    return (Frame) BoundScope.get();
  }

  static Frame push(RequestScope scope, Block block) {
    Frame frame = new Frame(scope, block, Thread.currentThread(), top());
    BoundScope.set(frame);
    return frame;
  }

  /** Runs a block in a frame of its own. */
  static <R extends @Nullable Object> R in(RequestScope scope, Block inner, Supplier<R> block) {
    Frame frame = push(scope, inner);
    try {
      return block.get();
    } finally {
      pop(frame);
    }
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
    BoundScope.set(frame.outer());
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
    return top() == frame;
  }

  @SuppressWarnings("ReferenceEquality") // as above
  private static boolean isBound(Frame frame) {
    Frame each = top();
    while (each != null && each != frame) {
      each = each.outer();
    }
    return each != null;
  }

  /** The innermost frame of a scope on this thread; null if it is not bound here. */
  static @Nullable Frame of(RequestScope scope) {
    Frame frame = top();
    while (frame != null && frame.scope() != scope) {
      frame = frame.outer();
    }
    return frame;
  }
}
