package dev.twofold.servlet.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads entries from the init-params of a servlet context, filter or servlet: {@code twofold.} and
 * the key as it stands in the file.
 */
final class InitParameterReader {

  /** The init-param that names the configuration file. */
  static final String FILE_PARAMETER = "twofold.configuration";

  private static final String PREFIX = "twofold.";
  private static final String REGIONS = "regions.";

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

  private static List<String> path(String key) {
    return key.startsWith(REGIONS) ? pathOfRegion(key) : segments(key);
  }

  /**
   * The name of a region may have dots, and so may a setting. Of the settings that a key may end
   * with the longest counts; if there is none, its last segment is taken for one.
   */
  private static List<String> pathOfRegion(String key) {
    Optional<KnownSetting<?>> setting =
        KnownSettings.ALL.stream()
            .filter(KnownSetting::isOfRegion)
            .filter(known -> key.endsWith(ending(known)))
            .filter(known -> key.length() > REGIONS.length() + ending(known).length())
            .max(Comparator.comparingInt(known -> ending(known).length()));
    if (setting.isPresent()) {
      int end = key.length() - ending(setting.get()).length();
      return setting.get().pathIn(key.substring(REGIONS.length(), end));
    }
    int last = key.lastIndexOf('.');
    return last < REGIONS.length()
        ? segments(key)
        : List.of(
            segments(key).get(0), key.substring(REGIONS.length(), last), key.substring(last + 1));
  }

  private static String ending(KnownSetting<?> setting) {
    return "." + String.join(".", setting.keyInRegion());
  }

  private static List<String> segments(String key) {
    return List.of(key.split("\\.", -1));
  }
}
