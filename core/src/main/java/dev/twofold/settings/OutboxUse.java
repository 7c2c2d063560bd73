package dev.twofold.settings;

/** Whether transactions leave what they make stale in a table of their database. */
public enum OutboxUse {
  /** No: what a process that dies has not told is old until it expires or others notice. */
  OFF,
  /**
   * Yes: one more insert for each transaction that makes something stale. The table must be there.
   */
  ON
}
