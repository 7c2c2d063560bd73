package dev.twofold.servlet.config;

import java.util.List;

/** Something that a source of settings has at a path. */
sealed interface Entry permits Entry.Section, Entry.Value {

  /** The segments of the key, outermost first. */
  List<String> path();

  /** Where a person finds it: file, line and column, or the name of a variable or parameter. */
  String place();

  /** The key as a person writes it. */
  default String key() {
    return String.join(".", path());
  }

  /** A key under which other keys may stand, or nothing at all. */
  record Section(List<String> path, String place) implements Entry {}

  /** A key with a text. */
  record Value(List<String> path, String text, String place) implements Entry {}
}
