package dev.twofold.model;

/** What a program can ask for. */
enum Target {
  USERS("Users"),
  GERMAN_NOTES("Notes"),
  ENGLISH_NOTES("Notes"),
  CARDS("Cards"),
  NAMES("Users by name"),
  PAGES("Pages");

  private final String loader;

  Target(String loader) {
    this.loader = loader;
  }

  /** The loader's name in the statistics. */
  String loader() {
    return loader;
  }
}
