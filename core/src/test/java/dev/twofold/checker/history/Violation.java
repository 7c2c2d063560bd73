package dev.twofold.checker.history;

/**
 * A broken promise.
 *
 * @param rule which
 * @param explanation what was read, when, and what should have been
 */
public record Violation(Rule rule, String explanation) {

  /** What must not happen. */
  public enum Rule {
    /** A read began after an invalidation had finished, and saw something older. */
    STALE,
    /** Everything had come to rest, and a read did not see what the database has. */
    LEFT_BEHIND,
    /** A read saw what no transaction has committed. */
    NEVER_COMMITTED,
    /** A read ended before the commit of what it saw began. */
    TOO_EARLY,
    /** A request did not see what it had written itself. */
    OWN_WRITE
  }

  @Override
  public String toString() {
    return rule + ": " + explanation;
  }
}
