package dev.twofold.servlet.edge;

import dev.twofold.invalidation.Invalidation;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A surrogate key to purge.
 *
 * @param text the key
 * @param whole a key that covers it and all others of its loader; null: it is the coarsest
 */
record PurgeKey(String text, @Nullable String whole) {

  static PurgeKey coarsest(String text) {
    return new PurgeKey(text, null);
  }

  /** What to purge after an invalidation. */
  static Set<PurgeKey> of(Invalidation stale) {
    Set<PurgeKey> keys = new LinkedHashSet<>();
    stale
        .keys()
        .forEach(
            key -> {
              String loader = key.wholeLoader().loader();
              String whole = SurrogateKeys.ofLoader(loader);
              keys.add(new PurgeKey(SurrogateKeys.ofEntry(key), whole));
              keys.add(new PurgeKey(SurrogateKeys.ofMany(loader), whole));
            });
    stale.loaders().forEach(each -> keys.add(coarsest(SurrogateKeys.ofLoader(each.loader()))));
    stale.regions().forEach(name -> keys.add(coarsest(SurrogateKeys.ofRegion(name))));
    stale
        .tags()
        .forEach(tag -> keys.add(new PurgeKey(SurrogateKeys.ofTag(tag), SurrogateKeys.EVERYTHING)));
    return keys;
  }
}
