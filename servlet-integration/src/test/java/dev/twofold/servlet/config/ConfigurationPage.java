package dev.twofold.servlet.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The page of the documentation that is made of the settings, so that it cannot be wrong. */
final class ConfigurationPage {

  private static final Map<ValueFormat<?>, String> KINDS =
      Map.of(
          ValueFormat.TEXT, "text",
          ValueFormat.COUNT, "whole number",
          ValueFormat.SHARE, "decimal number",
          ValueFormat.DURATION, "duration",
          ValueFormat.SIZE, "size",
          ValueFormat.CAPACITY, "size");

  private ConfigurationPage() {}

  static String text() {
    return """
    # Configuration

    Every setting with its default, made of the types that read them by
    `mvn -q -pl core,servlet-integration test -Dtest=ConfigurationPageTest -Dtwofold.write-page=true`. How to write them, where they are
    read and which wins is on the page of [settings](settings.md). In a variable of the environment a dot is an underscore, dashes are left
    out or underscores, and `TWOFOLD_` comes first: `request.budget` is `TWOFOLD_REQUEST_BUDGET`.

    """
        + kinds()
        + Sections.of(KnownSettings.ALL).stream()
            .map(ConfigurationPage::section)
            .collect(Collectors.joining("\n"));
  }

  private static String kinds() {
    return KINDS.entrySet().stream()
        .filter(kind -> !kind.getKey().equals(ValueFormat.SIZE))
        .sorted(Map.Entry.comparingByValue())
        .map(kind -> "* %s: %s\n".formatted(kind.getValue(), kind.getKey().allowed()))
        .collect(Collectors.joining("", "", "\n"));
  }

  private static String section(Sections.Section section) {
    return "## `%s`\n\n| setting | default | allowed | what it decides |\n|---|---|---|---|\n"
            .formatted(section.name())
        + section.settings().stream().map(ConfigurationPage::row).collect(Collectors.joining());
  }

  private static String row(KnownSetting<?> setting) {
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            String.join(".", setting.pathIn("<region>")),
            setting.byDefault().isEmpty() ? "none" : '`' + setting.byDefault() + '`',
            allowed(setting.format()),
            setting.meaning());
  }

  private static String allowed(ValueFormat<?> format) {
    String kind = KINDS.get(format);
    return kind != null
        ? kind
        : List.of(format.allowed().replaceFirst("one of ", "").split(", ")).stream()
            .map(constant -> '`' + constant.toLowerCase(Locale.ROOT) + '`')
            .collect(Collectors.joining(", "));
  }
}
