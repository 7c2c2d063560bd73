package dev.twofold.region;

/** What becomes of what a region has on disk when the process ends and is started again. */
public enum Restart {

  /** It is dropped. */
  DROP,

  /**
   * It is kept if the process ends in an orderly way, and counts in the next one as far as the
   * distributed tier says that nothing became stale in between.
   */
  KEEP
}
