package dev.twofold.servlet.config;

/** Whether responses may be kept in front of the application. */
public enum EdgeUse {
  /** Marks of the application change nothing. */
  OFF,
  /** Shared responses say for how long, and what they were made of. */
  ON
}
