package dev.twofold.demo.web;

import java.util.Locale;

/** How a page is loaded. */
enum Mode {
  /** Through the scope of the request. The default. */
  TWOFOLD,
  /** By walking entities with lazy associations. */
  NAIVE;

  /** How it is called in addresses and headers. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
