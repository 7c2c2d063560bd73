package dev.twofold.servlet.config;

import dev.twofold.settings.WarmupPolicy;
import java.util.List;
import java.util.function.BiFunction;

/** The settings of warming, in the order of the documentation. */
final class KnownWarmupSettings {

  private KnownWarmupSettings() {}

  static final List<KnownSetting<?>> ALL =
      List.of(
          warmup("keys-per-second", ValueFormat.COUNT, WarmupPolicy::withKeysPerSecond)
              .means(
                  "1000",
                  "most keys in a second: for a plan that says nothing else, for hot keys of a"
                      + " loader, for all that is related"),
          warmup("takeover", ValueFormat.DURATION, WarmupPolicy::withTakeover)
              .means("30s", "how long after a node has died another goes on with its plans"),
          warmup("hot-keys", ValueFormat.COUNT, WarmupPolicy::withHotKeys)
              .means(
                  "0",
                  "keys of each loader that a new node warms as the others read them most. 0: none"
                      + " are learned"),
          warmup("hot-keys-interval", ValueFormat.DURATION, WarmupPolicy::withHotKeysInterval)
              .means("30s", "how often each node tells the others its hot keys"),
          warmup("related-queue", ValueFormat.COUNT, WarmupPolicy::withRelatedQueue)
              .means("10000", "values that wait for what is related to them; more are dropped"));

  private static <T> KnownSetting<T> warmup(
      String key, ValueFormat<T> format, BiFunction<WarmupPolicy, T, WarmupPolicy> change) {
    return KnownSetting.of(
        List.of("warmup", key),
        format,
        KnownSetting.Secrecy.SHOWN,
        (draft, path, value) ->
            draft.general(builder -> builder.warmup(policy -> change.apply(policy, value))));
  }
}
