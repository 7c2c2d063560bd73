package dev.twofold.warmup;

/**
 * Wants to know how far plans have got. Called on the thread that warms, after each batch and each
 * change of state; what it throws is logged once and ignored. It returns soon: nothing is warmed
 * meanwhile.
 */
@FunctionalInterface
public interface WarmupObserver {

  /** A plan has got somewhere. */
  void progressed(WarmupProgress progress);
}
