package dev.twofold.settings;

/** Who puts what a request has loaded into the distributed tier. */
public enum Fills {
  /** The request, before its page goes on: one more trip for each wave that loads something. */
  AWAITED,
  /**
   * A thread of the engine, while the request goes on. The next request may find that its keys are
   * still being filled, and waits a few milliseconds for them. What does not fit into the engine's
   * queue, and what a refresh replaces, the request puts itself.
   */
  BEHIND
}
