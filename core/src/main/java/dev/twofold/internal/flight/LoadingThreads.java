package dev.twofold.internal.flight;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The threads that are inside a load function of an engine, in whatever request. Such a thread may
 * ask for more, but it must not wait for what others load or for a permit: who waits for its load
 * may be just these others. Thread-safe.
 */
public final class LoadingThreads {

  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  /** Whether the calling thread is inside a load function. */
  public boolean isLoading() {
    return threads.contains(Thread.currentThread());
  }

  /**
   * The calling thread enters a load function.
   *
   * @return whether it is its outermost
   */
  public boolean enter() {
    return threads.add(Thread.currentThread());
  }

  /** The calling thread leaves its outermost load function. */
  public void leave() {
    threads.remove(Thread.currentThread());
  }
}
