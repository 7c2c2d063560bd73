package dev.twofold.demo.node;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.invalidation.StaleLoader;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Of an invalidation, what has not been heard yet: it may come in parts. Used by one thread. */
final class Missing {

  /** An entry without its region, of which another node need not know everything. */
  private record Entry(String loader, String id) {
    static Entry of(StaleKey key) {
      return new Entry(key.loader(), key.id());
    }
  }

  private final Set<Entry> entries;
  private final Set<String> loaders;
  private final Set<String> regions;
  private final Set<String> tags;

  Missing(Invalidation whole) {
    entries = entries(whole);
    loaders = loaders(whole);
    regions = new HashSet<>(whole.regions());
    tags = new HashSet<>(whole.tags());
  }

  Missing without(Invalidation heard) {
    entries.removeAll(entries(heard));
    loaders.removeAll(loaders(heard));
    regions.removeAll(heard.regions());
    tags.removeAll(heard.tags());
    return this;
  }

  boolean isNothing() {
    return entries.isEmpty() && loaders.isEmpty() && regions.isEmpty() && tags.isEmpty();
  }

  private static Set<Entry> entries(Invalidation stale) {
    return stale.keys().stream().map(Entry::of).collect(Collectors.toSet());
  }

  private static Set<String> loaders(Invalidation stale) {
    return stale.loaders().stream().map(StaleLoader::loader).collect(Collectors.toSet());
  }
}
