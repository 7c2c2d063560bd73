package dev.twofold.internal.read;

/** Why something was loaded, which says what allows to put it into the distributed tier. */
enum Occasion {
  /** It was missing: only a lease allows to put it. */
  MISSING,
  /** It was found beside what was missing. */
  BESIDE,
  /** It was to be read anew: if it cannot be put, what stands there must not stay. */
  REFRESHED
}
