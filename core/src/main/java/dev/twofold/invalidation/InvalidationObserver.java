package dev.twofold.invalidation;

import java.time.Duration;

/**
 * Hears what this node invalidates and what it hears from other nodes, for logs, pages and metrics.
 * Called on the thread that invalidates or receives: returns at once. What it throws is logged and
 * ignored. Thread-safe.
 */
public interface InvalidationObserver {

  /**
   * This node has told the distributed tier, or tried to. What was not confirmed is told again
   * later, perhaps together with others or in portions; that is heard once it is confirmed.
   *
   * @param confirmed whether the tier has confirmed
   * @param took how long it took
   */
  default void sent(Invalidation stale, boolean confirmed, Duration took) {}

  /** Another node has invalidated something, and this node has dropped it. */
  default void received(Invalidation stale) {}
}
