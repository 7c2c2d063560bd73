package dev.twofold.servlet.config;

import java.util.List;

/**
 * A setting that a person may write.
 *
 * @param pattern the segments of its key; {@link #ANY} stands for the name of a region
 * @param format how its value is written
 * @param secrecy whether its value may be shown
 * @param assignment puts its value into a draft
 * @param byDefault the value that counts where it is not set, as it is written; empty: there is
 *     none
 * @param meaning what it decides, in words for the documentation
 * @param <T> type of its value
 */
record KnownSetting<T>(
    List<String> pattern,
    ValueFormat<T> format,
    Secrecy secrecy,
    Assignment<T> assignment,
    String byDefault,
    String meaning) {

  /** Whether messages show the value of a setting. */
  enum Secrecy {
    SHOWN,
    HIDDEN
  }

  /** Puts a value into a draft. */
  @FunctionalInterface
  interface Assignment<T> {

    /**
     * Puts it there.
     *
     * @param path the key as written; its second segment names the region if there is one
     * @throws dev.twofold.error.ConfigurationException if the value is out of its range
     */
    void assign(Draft draft, List<String> path, T value);
  }

  static final String ANY = "*";

  static <T> KnownSetting<T> of(
      List<String> pattern, ValueFormat<T> format, Secrecy secrecy, Assignment<T> assignment) {
    return new KnownSetting<>(pattern, format, secrecy, assignment, "", "");
  }

  /** This setting, with its default and its meaning. */
  KnownSetting<T> means(String byDefault, String meaning) {
    return new KnownSetting<>(pattern, format, secrecy, assignment, byDefault, meaning);
  }

  /** This setting, which has no default, with its meaning. */
  KnownSetting<T> means(String meaning) {
    return means("", meaning);
  }

  /** Whether it is set for each region by itself. */
  boolean isOfRegion() {
    return pattern.contains(ANY);
  }

  /** What its key has behind the name of a region. */
  List<String> keyInRegion() {
    return pattern.subList(pattern.indexOf(ANY) + 1, pattern.size());
  }

  /** The segments of its key for one region. */
  List<String> pathIn(String region) {
    return pattern.stream().map(segment -> segment.equals(ANY) ? region : segment).toList();
  }

  /** Whether this is the setting with that key. */
  boolean isAt(List<String> path) {
    return path.size() == pattern.size() && isUnder(path);
  }

  /** Whether that key is a section around this setting, or this setting itself. */
  boolean isUnder(List<String> path) {
    if (path.size() > pattern.size()) {
      return false;
    }
    for (int depth = 0; depth < path.size(); depth++) {
      String segment = pattern.get(depth);
      if (!segment.equals(ANY) && !segment.equals(path.get(depth))) {
        return false;
      }
    }
    return true;
  }
}
