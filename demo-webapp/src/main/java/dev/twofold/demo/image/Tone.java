package dev.twofold.demo.image;

import java.util.Locale;

/** Whether a thumbnail has colours. */
public enum Tone {
  COLOUR,
  GREY;

  /** How it is called in addresses and on pages. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
