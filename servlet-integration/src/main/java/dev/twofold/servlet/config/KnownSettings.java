package dev.twofold.servlet.config;

import java.util.List;
import java.util.stream.Stream;

/** All settings that a person may write, in the order of the documentation. */
final class KnownSettings {

  static final List<KnownSetting<?>> ALL =
      Stream.of(
              KnownGeneralSettings.ALL,
              KnownQueueSettings.ALL,
              KnownWarmupSettings.ALL,
              KnownRegionSettings.ALL,
              KnownEdgeSettings.ALL,
              KnownRedisSettings.ALL)
          .<KnownSetting<?>>flatMap(List::stream)
          .toList();

  private KnownSettings() {}
}
