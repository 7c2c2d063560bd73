package dev.twofold.servlet.config;

import dev.twofold.error.ConfigurationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns what the sources have into settings, source by source; a later source wins. A mistake is
 * reported even where a later source overrides it: the file is wrong whatever runs it.
 */
final class SettingsReader {

  private static final int LONGEST_SHOWN = 60;

  private final Draft draft = new Draft();
  private final Mistakes mistakes;
  private String firstRedisPlace = "";

  SettingsReader(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /** Takes the entries of one source. */
  void read(List<Entry> entries) {
    Map<List<String>, String> places = new HashMap<>();
    List<List<String>> refused = new ArrayList<>();
    for (Entry entry : entries) {
      if (isInside(entry.path(), refused)) {
        continue;
      }
      String earlier = places.putIfAbsent(entry.path(), entry.place());
      if (earlier != null) {
        mistakes.add("%s is set twice: %s and %s".formatted(entry.key(), earlier, entry.place()));
        refused.add(entry.path());
      } else if (!take(entry)) {
        refused.add(entry.path());
      }
    }
  }

  /** The regions that the sources taken so far name. */
  Set<String> regionNames() {
    return draft.regionNames();
  }

  /**
   * The settings, once all sources are taken.
   *
   * @throws ConfigurationException naming every mistake
   */
  TwofoldConfiguration finish() {
    if (draft.lacksRedisAddress()) {
      mistakes.add(
          "redis.address is not set, though redis is configured (%s); allowed: %s"
              .formatted(firstRedisPlace, RedisSettings.ADDRESS_FORM));
    }
    mistakes.throwIfAny();
    return draft.finish();
  }

  private static boolean isInside(List<String> path, List<List<String>> sections) {
    return sections.stream()
        .anyMatch(
            section ->
                path.size() > section.size() && path.subList(0, section.size()).equals(section));
  }

  /** Takes an entry; false if nothing under its key is worth reading. */
  private boolean take(Entry entry) {
    Optional<KnownSetting<?>> setting =
        KnownSettings.ALL.stream().filter(known -> known.isAt(entry.path())).findFirst();
    if (setting.isPresent()) {
      return takeSetting(setting.get(), entry);
    }
    boolean section = KnownSettings.ALL.stream().anyMatch(known -> known.isUnder(entry.path()));
    if (section && entry instanceof Entry.Section) {
      return true;
    }
    mistakes.add(
        section
            ? "%s takes settings of its own, not a value (%s); allowed in it: %s"
                .formatted(entry.key(), entry.place(), KnownNames.inside(entry.path()))
            : KnownNames.unknown(entry));
    return false;
  }

  private <T> boolean takeSetting(KnownSetting<T> setting, Entry entry) {
    if (!(entry instanceof Entry.Value value)) {
      mistakes.add(
          "%s has no value (%s); allowed: %s"
              .formatted(entry.key(), entry.place(), setting.format().allowed()));
      return false;
    }
    if (firstRedisPlace.isEmpty() && value.path().get(0).equals("redis")) {
      firstRedisPlace = value.place();
    }
    Optional<T> parsed = setting.format().parse(value.text());
    if (parsed.isEmpty()) {
      mistakes.add("%s; allowed: %s".formatted(shown(setting, value), setting.format().allowed()));
      return true;
    }
    try {
      setting.assignment().assign(draft, value.path(), parsed.get());
    } catch (ConfigurationException outOfRange) {
      mistakes.add("%s: %s".formatted(shown(setting, value), outOfRange.getMessage()));
    }
    return true;
  }

  private static String shown(KnownSetting<?> setting, Entry.Value value) {
    return setting.secrecy() == KnownSetting.Secrecy.HIDDEN
        ? "%s is wrong (%s)".formatted(value.key(), value.place())
        : "%s is '%s' (%s)".formatted(value.key(), shortened(value.text()), value.place());
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
  }
}
