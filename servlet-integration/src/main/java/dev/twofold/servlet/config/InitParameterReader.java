package dev.twofold.servlet.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads entries from the init-params of a servlet context, filter or servlet: {@code twofold.} and
 * the key as it stands in the file.
 */
final class InitParameterReader {

  /** The init-param that names the configuration file. */
  static final String FILE_PARAMETER = "twofold.configuration";

  private static final String PREFIX = "twofold.";
  private static final String REGIONS = "regions";

  private InitParameterReader() {}

  /** The entries that init-params have, in the order of the names. */
  static List<Entry> read(Map<String, String> parameters) {
    List<Entry> entries = new ArrayList<>();
    new TreeMap<>(parameters)
        .forEach(
            (name, text) -> {
              if (name.startsWith(PREFIX) && !name.equals(FILE_PARAMETER)) {
                entries.add(
                    new Entry.Value(
                        path(name.substring(PREFIX.length())), text, "init-param " + name));
              }
            });
    return entries;
  }

  /** The name of a region may have dots; the name of a setting has none. */
  private static List<String> path(String key) {
    int first = key.indexOf('.');
    int last = key.lastIndexOf('.');
    return first < last && key.substring(0, first).equals(REGIONS)
        ? List.of(REGIONS, key.substring(first + 1, last), key.substring(last + 1))
        : List.of(key.split("\\.", -1));
  }
}
