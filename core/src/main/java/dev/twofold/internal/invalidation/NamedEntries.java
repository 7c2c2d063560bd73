package dev.twofold.internal.invalidation;

import static java.util.stream.Collectors.toSet;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.invalidation.StaleLoader;
import dev.twofold.tier.TierKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many entries one invalidation names one by one. With more, the loaders that have the most of
 * them become stale as a whole: that costs their other entries, but neither memory nor time that
 * grows with what was written.
 */
public final class NamedEntries {

  /** Entries that one commit, or one call, names at most. */
  static final int LIMIT = 5_000;

  private NamedEntries() {}

  /** What to tell shared tiers of stale entries. */
  public static Invalidation of(Collection<TierKey> entries) {
    if (entries.size() <= LIMIT) {
      return Invalidation.ofKeys(entries.stream().map(TierKey::stale).collect(toSet()));
    }
    Map<StaleLoader, Set<StaleKey>> byLoader = new HashMap<>();
    for (TierKey entry : entries) {
      StaleLoader loader = new StaleLoader(entry.group().base(), entry.group().region());
      byLoader.computeIfAbsent(loader, absent -> new HashSet<>()).add(entry.stale());
    }
    Set<StaleKey> named = new HashSet<>();
    Set<StaleLoader> whole = new HashSet<>();
    for (Map.Entry<StaleLoader, Set<StaleKey>> each : smallestFirst(byLoader)) {
      if (named.size() + each.getValue().size() <= LIMIT) {
        named.addAll(each.getValue());
      } else {
        whole.add(each.getKey());
      }
    }
    return new Invalidation(named, whole, Set.of(), Set.of());
  }

  private static <L> List<Map.Entry<L, Set<StaleKey>>> smallestFirst(
      Map<L, Set<StaleKey>> byLoader) {
    return byLoader.entrySet().stream()
        .sorted(Comparator.comparingInt(each -> each.getValue().size()))
        .toList();
  }
}
