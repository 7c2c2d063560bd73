package dev.twofold.checker.fault;

/** Threads that do not keep the checker from ending. */
final class Daemons {

  private Daemons() {}

  static Thread of(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  }
}
