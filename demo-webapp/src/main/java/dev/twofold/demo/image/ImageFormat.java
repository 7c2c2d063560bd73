package dev.twofold.demo.image;

import java.util.Locale;

/** What pictures are written as. */
public enum ImageFormat {
  /** Small, and not quite what it was made of. */
  JPEG,
  /** Larger, without any loss. */
  PNG;

  /** How it is called in addresses and on pages. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How it is called in headers. */
  public String contentType() {
    return "image/" + text();
  }
}
