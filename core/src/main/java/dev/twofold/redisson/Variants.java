package dev.twofold.redisson;

import dev.twofold.tier.EntryGroup;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The variants of loaders that this node knows of, from its own look-ups and from what scripts
 * answer. Not knowing one costs a repeated call. Thread-safe.
 */
final class Variants {

  private static final int MOST_LOADERS = 10_000;

  /** As many as all control records keep, and some. */
  private static final int MOST_VARIANTS = 2_000;

  private final Map<String, Set<String>> variants = new ConcurrentHashMap<>();

  void add(EntryGroup group) {
    add(group.loader(), group.variant());
  }

  void add(String loader, String variant) {
    Set<String> known = variants.get(loader);
    if (known == null) {
      if (variants.size() >= MOST_LOADERS) {
        variants.clear(); // tenants come and go
      }
      known = variants.computeIfAbsent(loader, absent -> ConcurrentHashMap.newKeySet());
    }
    if (known.size() >= MOST_VARIANTS && !known.contains(variant)) {
      known.clear(); // what is live is learnt anew
    }
    known.add(variant);
  }

  Set<String> of(String loader) {
    return Set.copyOf(variants.getOrDefault(loader, Set.of()));
  }

  /**
   * Learns what one control record says is live. In others more may be, so that what was known
   * stays.
   */
  void learn(String loader, Set<String> live) {
    live.forEach(variant -> add(loader, variant));
  }
}
