package dev.twofold.redisson;

import dev.twofold.tier.EntryGroup;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which of two ways to look up is cheaper for a loader. Taking leases in the first trip costs the
 * server more; reading first costs a second trip if something is missing. What counts is how often
 * a look-up of this loader missed something, lately. Entries with tags are never read first: only a
 * script can tell whether their tags were cleared. Thread-safe.
 */
final class PlanChoice {

  /** How much the last look-up counts against those before. */
  private static final double WEIGHT = 0.1;

  private final double readFirstBelow;
  private final Map<String, Double> missing = new ConcurrentHashMap<>();

  /** The loaders that were seen to have entries with tags. */
  private final Set<String> tagged = ConcurrentHashMap.newKeySet();

  /**
   * @param readFirstBelow the share of look-ups with a miss below which entries are read first
   */
  PlanChoice(double readFirstBelow) {
    this.readFirstBelow = readFirstBelow;
  }

  /** Whether to read first. At first nothing is known of a loader, and everything is missing. */
  boolean readsFirst(Collection<EntryGroup> groups) {
    return groups.stream().allMatch(each -> share(each) < readFirstBelow)
        && (tagged.isEmpty() || groups.stream().noneMatch(each -> tagged.contains(each.base())));
  }

  /** An entry of the loader has tags. */
  void sawTags(EntryGroup group) {
    tagged.add(group.base());
  }

  private double share(EntryGroup group) {
    return missing.getOrDefault(group.base(), 1.0);
  }

  void saw(EntryGroup group, boolean missed) {
    missing.merge(
        group.base(),
        missed ? 1.0 : 1.0 - WEIGHT,
        (before, now) -> before + WEIGHT * ((missed ? 1 : 0) - before));
  }
}
