package dev.twofold.internal.read;

/** How far a question goes. */
public enum Mode {
  /** Distributed tier, then database. */
  READ(true, true),
  /** As {@link #READ}, before anybody reads the values; what cannot be had now is left out. */
  AHEAD(true, true),
  /** Distributed tier only. */
  PEEK(true, false),
  /** Database only; what it says replaces what was known. */
  REFRESH(false, true);

  private final boolean looksUp;
  private final boolean loads;

  Mode(boolean looksUp, boolean loads) {
    this.looksUp = looksUp;
    this.loads = loads;
  }

  boolean looksUp() {
    return looksUp;
  }

  boolean loads() {
    return loads;
  }

  /** Whether handles that wait are resolved with it. */
  boolean drains() {
    return this == READ || this == AHEAD;
  }

  boolean replaces() {
    return this == REFRESH;
  }
}
