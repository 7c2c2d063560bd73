package dev.twofold.internal.engine;

import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.region.Consistency;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is worth a warning about how long entries live, though nothing of it is wrong. */
final class LifetimeAdvice {

  private LifetimeAdvice() {}

  /** A text for each thing that is worth one. */
  static List<String> of(
      TwofoldSettings settings, Collection<? extends RegisteredLoader<?, ?, ?>> loaders) {
    Map<String, RegionPolicy> policies = new TreeMap<>();
    for (RegisteredLoader<?, ?, ?> loader : loaders) {
      if (loader.tierFormat() != null) {
        policies.put(loader.region(), settings.region(loader.region()));
      }
    }
    List<String> advice = new ArrayList<>();
    Set<Duration> lengths =
        policies.values().stream().map(RegionPolicy::timeToLive).collect(Collectors.toSet());
    if (policies.size() > 1 && lengths.size() == 1) {
      advice.add(
          ("All regions have the time to live %s: %s. Data that changes seldom can live longer than"
                  + " data that changes often (setting time-to-live of a region)")
              .formatted(lengths.iterator().next(), String.join(", ", policies.keySet())));
    }
    policies.forEach(
        (name, policy) -> {
          if (policy.consistency() == Consistency.STRICT && isDefault(policy)) {
            advice.add(
                ("The strict region '%s' has the time to live that is the default, %s. It says how"
                        + " long a change that goes past the application stays unseen; choose it"
                        + " (setting time-to-live of the region)")
                    .formatted(name, policy.timeToLive()));
          }
        });
    return advice;
  }

  private static boolean isDefault(RegionPolicy policy) {
    return policy.timeToLive().equals(RegionPolicy.DEFAULT.timeToLive());
  }
}
