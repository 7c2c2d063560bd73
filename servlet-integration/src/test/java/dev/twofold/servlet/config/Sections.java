package dev.twofold.servlet.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings by the first part of their keys, in the order of the documentation. */
final class Sections {

  record Section(String name, List<KnownSetting<?>> settings) {}

  private Sections() {}

  static List<Section> of(List<KnownSetting<?>> settings) {
    Map<String, List<KnownSetting<?>>> byName = new LinkedHashMap<>();
    for (KnownSetting<?> setting : settings) {
      byName.computeIfAbsent(setting.pattern().get(0), name -> new ArrayList<>()).add(setting);
    }
    return byName.entrySet().stream()
        .map(section -> new Section(section.getKey(), section.getValue()))
        .toList();
  }
}
