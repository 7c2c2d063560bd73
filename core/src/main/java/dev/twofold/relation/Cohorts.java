package dev.twofold.relation;

/** Which owners are resolved together when a relation is asked for one of them. */
public enum Cohorts {
  /**
   * All owners that the scope has loaded, or was told of by {@code adopt}, and that are not
   * resolved yet: those of the same result set first, up to the cap of the settings. The default.
   */
  ALL,
  /** The owner alone. */
  NONE
}
