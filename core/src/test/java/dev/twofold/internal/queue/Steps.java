package dev.twofold.internal.queue;

/** Counts what a node does to the outside, and has something happen at one of these steps. */
final class Steps {

  /** The process is gone: no code of the node catches what is neither exception nor error. */
  static final class Killed extends Throwable {
    private static final long serialVersionUID = 1L;
  }

  private int left;
  private Runnable event = () -> {};

  /** Has something happen when a node has made so many steps more. */
  void after(int steps, Runnable what) {
    left = steps;
    event = what;
  }

  /** Has the node die then. */
  void killAfter(int steps) {
    after(steps, Steps::<RuntimeException>die);
  }

  @SuppressWarnings("unchecked") // the compiler takes it for one that is unchecked
  private static <T extends Throwable> void die() throws T {
    throw (T) new Killed();
  }

  void step() {
    if (left-- == 0) {
      Runnable what = event;
      event = () -> {};
      what.run();
    }
  }
}
