package dev.twofold.servlet.config;

import dev.twofold.servlet.config.KnownSetting.Secrecy;
import java.util.List;
import java.util.function.BiFunction;

/** The settings of caches in front of the application, in the order of the documentation. */
final class KnownEdgeSettings {

  private KnownEdgeSettings() {}

  static final List<KnownSetting<?>> ALL =
      List.of(
          edge("use", ValueFormat.oneOf(EdgeUse.class), EdgeSettings::withUse)
              .means("off", "whether shared responses say what caches need"),
          edge("key-header", ValueFormat.TEXT, EdgeSettings::withKeyHeader)
              .means("xkey", "the response header of surrogate keys"),
          edge("key-limit", ValueFormat.SIZE, EdgeSettings::withKeyBytes)
              .means("4KiB", "how long that header may be; more entries are named together"),
          edge("body-limit", ValueFormat.SIZE, EdgeSettings::withBodyBytes)
              .means("256KiB", "a longer response is not shared"),
          edge("table-entries", ValueFormat.COUNT, EdgeSettings::withTableEntries)
              .means("100000", "of how many entries a node knows the responses, to answer 304"),
          edge("browser-time", ValueFormat.DURATION, EdgeSettings::withBrowserTime)
              .means("0s", "how long browsers keep a response without asking"),
          edge(
                  "stale-while-revalidate",
                  ValueFormat.DURATION,
                  EdgeSettings::withStaleWhileRevalidate)
              .means("0s", "how long caches answer what has expired while they ask"),
          edge("stale-if-error", ValueFormat.DURATION, EdgeSettings::withStaleIfError)
              .means("0s", "how long caches answer what has expired if they get nothing new"),
          // Hidden, because a password may stand in it by mistake.
          purge("addresses", ValueFormat.TEXT, Secrecy.HIDDEN, PurgeSettings::withAddresses)
              .means("the caches to purge, with commas between several"),
          purge("limit", ValueFormat.COUNT, Secrecy.SHOWN, PurgeSettings::withLimit)
              .means("10000", "how many keys may wait; with more, whole loaders are purged"),
          purge("again", ValueFormat.DURATION, Secrecy.SHOWN, PurgeSettings::withAgain)
              .means("2s", "when everything is purged for the second time; 0s: not"),
          purge("timeout", ValueFormat.DURATION, Secrecy.SHOWN, PurgeSettings::withTimeout)
              .means("2s", "how long a cache may take to confirm"),
          purge("soft", ValueFormat.SWITCH, Secrecy.SHOWN, PurgeSettings::withSoft)
              .means("off", "whether caches keep what is purged as expired"),
          purge("token", ValueFormat.TEXT, Secrecy.HIDDEN, PurgeSettings::withToken)
              .means("sent to caches as `Authorization: Bearer`; never shown"));

  private static <T> KnownSetting<T> edge(
      String key, ValueFormat<T> format, BiFunction<EdgeSettings, T, EdgeSettings> change) {
    return KnownSetting.of(
        List.of("edge", key),
        format,
        Secrecy.SHOWN,
        (draft, path, value) -> draft.edge(edge -> change.apply(edge, value)));
  }

  private static <T> KnownSetting<T> purge(
      String key,
      ValueFormat<T> format,
      Secrecy secrecy,
      BiFunction<PurgeSettings, T, PurgeSettings> change) {
    return KnownSetting.of(
        List.of("edge", "purge", key),
        format,
        secrecy,
        (draft, path, value) ->
            draft.edge(edge -> edge.withPurge(change.apply(edge.purge(), value))));
  }
}
