package dev.twofold.servlet.config;

import java.util.List;
import java.util.stream.Collectors;

/** Says which names may stand where an unknown one stands. */
final class KnownNames {

  private KnownNames() {}

  /** The names that may stand in a section, as a list to read. */
  static String inside(List<String> section) {
    return String.join(", ", names(section));
  }

  /** What is wrong with a key that no setting has. Leaves the value out: it may be a secret. */
  static String unknown(Entry entry) {
    List<String> path = entry.path();
    int depth = 0;
    while (depth < path.size() && isKnown(path.subList(0, depth + 1))) {
      depth++;
    }
    List<String> section = path.subList(0, depth);
    List<String> known = names(section);
    if (known.isEmpty()) {
      return "%s takes a value, not settings of its own (%s): '%s' has no place in it"
          .formatted(String.join(".", section), entry.place(), path.get(depth));
    }
    String suggestion =
        Spelling.nearest(path.get(depth), known)
            .map(name -> "; did you mean '%s'?".formatted(name))
            .orElse(";");
    return "unknown setting '%s' (%s)%s allowed %s: %s"
        .formatted(
            entry.key(),
            entry.place(),
            suggestion,
            section.isEmpty() ? "at the top" : "in " + String.join(".", section),
            String.join(", ", known));
  }

  private static boolean isKnown(List<String> path) {
    return KnownSettings.ALL.stream().anyMatch(setting -> setting.isUnder(path));
  }

  private static List<String> names(List<String> section) {
    return KnownSettings.ALL.stream()
        .filter(setting -> setting.isUnder(section) && setting.pattern().size() > section.size())
        .map(setting -> setting.pattern().get(section.size()))
        .map(name -> name.equals(KnownSetting.ANY) ? "<name of a region>" : name)
        .distinct()
        .collect(Collectors.toList());
  }
}
