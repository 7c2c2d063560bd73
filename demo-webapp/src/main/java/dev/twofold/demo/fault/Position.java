package dev.twofold.demo.fault;

import java.util.Locale;

/** What a fault switch does to the calls of a tier. */
public enum Position {
  /** Lets them through. The default. */
  ON,
  /** Refuses them at once. */
  OFF,
  /** Lets them through, later. */
  SLOW,
  /** Keeps them waiting until they give up. */
  FROZEN;

  /** How it is called in forms and on pages. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
