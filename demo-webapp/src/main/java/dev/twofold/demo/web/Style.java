package dev.twofold.demo.web;

import java.util.Locale;

/** How the front page is written that Twofold loads. */
enum Style {
  /** Records, and their relations walked like fields. The default. */
  RELATIONS,
  /** The same, with the relations named beforehand. */
  PLAN,
  /** Entities, and their associations walked as without Twofold. */
  ENTITIES;

  /** How it is called in addresses and headers. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How it is called on pages. */
  String title() {
    return name().charAt(0) + text().substring(1);
  }
}
