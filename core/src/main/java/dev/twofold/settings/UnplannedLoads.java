package dev.twofold.settings;

/** What becomes of a relation that is asked for and that no plan has resolved before. */
public enum UnplannedLoads {
  /** It is resolved. The default. */
  ALLOW,
  /**
   * It is resolved; a log line at the end of the request says which plan would have resolved it.
   */
  SUGGEST,
  /**
   * It is refused with an {@link IllegalStateException}, for tests. What the request knows already
   * is answered.
   */
  REFUSE
}
