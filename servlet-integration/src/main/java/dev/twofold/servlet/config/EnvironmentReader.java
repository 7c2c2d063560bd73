package dev.twofold.servlet.config;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads entries from environment variables. The name of a variable is {@code TWOFOLD_} and the key
 * in upper case, with an underscore for each dot; dashes are left out or are underscores too. The
 * name of a region is one that an earlier source has, whatever its case, or else the name in lower
 * case.
 */
final class EnvironmentReader {

  /** The variable that names the configuration file. */
  static final String FILE_VARIABLE = "TWOFOLD_CONFIGURATION";

  private static final String PREFIX = "TWOFOLD_";
  private static final String REGIONS = "REGIONS_";

  /** What Kubernetes sets in every container beside a service that is called twofold-something. */
  private static final Pattern KUBERNETES =
      Pattern.compile(
          "(.*_)?(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT_\\d+_(TCP|UDP|SCTP)(_.*)?)=.*"
              + "|(.*_)?PORT=(tcp|udp|sctp)://.*",
          Pattern.DOTALL);

  private final Map<String, KnownSetting<?>> byVariable = new LinkedHashMap<>();
  private final Map<String, KnownSetting<?>> byRegionEnding = new LinkedHashMap<>();
  private final Map<String, List<String>> regionsByVariable = new HashMap<>();
  private final Mistakes mistakes;

  /**
   * @param regions the regions that earlier sources name
   */
  EnvironmentReader(Collection<String> regions, Mistakes mistakes) {
    this.mistakes = mistakes;
    for (KnownSetting<?> setting : KnownSettings.ALL) {
      boolean ofRegion = setting.isOfRegion();
      String key = String.join(".", ofRegion ? setting.keyInRegion() : setting.pattern());
      for (String spelling : List.of(key.replace("-", ""), key)) {
        (ofRegion ? byRegionEnding : byVariable).put(variable(spelling), setting);
      }
    }
    for (String region : regions) {
      regionsByVariable.computeIfAbsent(variable(region), written -> new ArrayList<>()).add(region);
    }
  }

  /**
   * The entries that an environment has, in the order of the names. Blank variables are not set.
   */
  List<Entry> read(Map<String, String> environment) {
    List<Entry> entries = new ArrayList<>();
    new TreeMap<>(environment)
        .forEach(
            (name, text) -> {
              if (name.startsWith(PREFIX) && !name.equals(FILE_VARIABLE) && !text.isBlank()) {
                read(name, text, entries);
              }
            });
    return entries;
  }

  private void read(String name, String text, List<Entry> entries) {
    String rest = name.substring(PREFIX.length());
    String place = "environment variable " + name;
    KnownSetting<?> setting = byVariable.get(rest);
    if (setting != null) {
      entries.add(new Entry.Value(setting.pattern(), text, place));
      return;
    }
    Optional<String> ending = rest.startsWith(REGIONS) ? regionEnding(rest) : Optional.empty();
    if (ending.isPresent()) {
      readRegion(rest, ending.get(), text, place).ifPresent(entries::add);
    } else if (!KUBERNETES.matcher(rest + "=" + text).matches()) {
      mistakes.add(unknown(name));
    }
  }

  /**
   * The part of a variable that names a region's setting. The longest counts, so that {@code
   * USERS_NEGATIVE_TIME_TO_LIVE} is not the time to live of a region {@code users_negative}.
   */
  private Optional<String> regionEnding(String rest) {
    return byRegionEnding.keySet().stream()
        .filter(ending -> rest.endsWith("_" + ending))
        .filter(ending -> rest.length() > REGIONS.length() + ending.length() + 1)
        .max(Comparator.comparingInt(String::length));
  }

  private Optional<Entry> readRegion(String rest, String ending, String text, String place) {
    String written = rest.substring(REGIONS.length(), rest.length() - ending.length() - 1);
    List<String> regions =
        regionsByVariable.getOrDefault(written, List.of(written.toLowerCase(Locale.ROOT)));
    if (regions.size() > 1) {
      mistakes.add(
          "%s could mean each of the regions %s; set it in the file or by an init-param"
              .formatted(place, String.join(", ", regions)));
      return Optional.empty();
    }
    KnownSetting<?> setting = requireNonNull(byRegionEnding.get(ending));
    return Optional.of(new Entry.Value(setting.pathIn(regions.get(0)), text, place));
  }

  private String unknown(String name) {
    List<String> known = new ArrayList<>();
    byVariable.keySet().forEach(variable -> known.add(PREFIX + variable));
    String suggestion =
        Spelling.nearest(name, known)
            .map(near -> "; did you mean %s?".formatted(near))
            .orElse(
                "; allowed: TWOFOLD_ and the key of a setting in upper case, such as"
                    + " TWOFOLD_DISTRIBUTED_BUDGET or TWOFOLD_REGIONS_USERS_TIME_TO_LIVE");
    return "unknown environment variable %s%s".formatted(name, suggestion);
  }

  private static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
