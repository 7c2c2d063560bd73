package dev.twofold.model;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sees every call of a load function, and makes it fail or ask for more when a program says so. */
final class Witness {

  private final Set<Target> failing = EnumSet.noneOf(Target.class);
  private final Deque<Runnable> nested = new ArrayDeque<>();
  private final Deque<Runnable> late = new ArrayDeque<>();
  private @Nullable Request active;

  /** The request that asks from now on. */
  void active(Request request) {
    active = request;
  }

  Request active() {
    if (active == null) {
      throw new IllegalStateException("no request asks");
    }
    return active;
  }

  void failNext(Target target) {
    failing.add(target);
  }

  /** What the next load of notes does before it answers. */
  void nestNext(Runnable questions) {
    nested.push(questions);
  }

  /** What happens elsewhere once the next load of notes has read the database. */
  void afterNextRead(Runnable events) {
    late.push(events);
  }

  /** No load does what it was told to do from now. */
  void forgetOrders() {
    failing.clear();
    nested.clear();
    late.clear();
  }

  void asks(Target target, Collection<?> keys) {
    List<Cell> cells = keys.stream().map(key -> new Cell(target, key)).toList();
    active().loads(cells);
    if (failing.remove(target)) {
      active().failed(cells);
      throw new IllegalStateException("a load was told to fail");
    }
    active().loaded(cells);
  }

  void runLate() {
    Runnable events = late.poll();
    if (events != null) {
      events.run();
    }
  }

  void runNested() {
    Runnable questions = nested.poll();
    if (questions != null) {
      questions.run();
    }
  }
}
