package dev.twofold.warmup;

import java.util.List;

/**
 * The warm-up plans of an engine. All methods that take a name throw {@link
 * IllegalArgumentException} if no plan has it, naming those that there are. Thread-safe; nothing
 * here waits for anything.
 */
public interface Warmups {

  /**
   * Starts a plan from the beginning, or goes on where it was left by a node that died, if that was
   * lately.
   *
   * @return false if it is running, waiting or paused already
   */
  boolean start(String plan);

  /** Stops after the current batch. No other node takes over as long as this one lives. */
  void pause(String plan);

  /** Goes on after a pause. */
  void resume(String plan);

  /** Ends after the current batch; the next start begins anew. */
  void cancel(String plan);

  /** How far a plan has got. */
  WarmupProgress progress(String plan);

  /**
   * How far all of them have got, in the order in which they were given; then the hot keys of
   * loaders, which are called {@code hot keys of} and the loader.
   */
  List<WarmupProgress> progress();

  /** What was learned from reads. */
  WarmupStats stats();
}
