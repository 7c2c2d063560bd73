package dev.twofold.checker.node;

/** What a node is told to do. */
public enum Command {
  /** Die between the next commit and what the tiers are told of it. */
  DIE_AT_NEXT_INVALIDATION,
  /** Finish the requests under way, begin no others, and say that it is done. */
  REST,
  /**
   * Read everything in every way beside all else, so that tiers have it, and say that it is done.
   */
  FILL,
  /** Read everything in every way when all has come to rest, and say that it is done. */
  READ_ALL,
  /** End the process. */
  EXIT
}
