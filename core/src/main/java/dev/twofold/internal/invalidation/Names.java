package dev.twofold.internal.invalidation;

import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.invalidation.StaleLoader;
import dev.twofold.region.Region;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What shared tiers call that which became stale. */
final class Names {

  private static final Logger LOG = LoggerFactory.getLogger(Names.class);

  private Names() {}

  /** Everything that requests share. What has no entries in tiers is named by its loader. */
  static Invalidation of(Collection<Effect<?>> effects) {
    return of(effects, region -> true);
  }

  /** Everything that requests share and that is in some regions. */
  static Invalidation of(Collection<Effect<?>> effects, Predicate<Region> regions) {
    Set<StaleKey> keys = new HashSet<>();
    Set<StaleLoader> loaders = new HashSet<>();
    for (Effect<?> effect : effects) {
      RegisteredLoader<?, ?, ?> loader = effect.loader();
      StaleLoader whole = loader.stale();
      if (loader.shared() && regions.test(whole.region()) && !isNamed(effect, keys)) {
        loaders.add(whole);
      }
    }
    return new Invalidation(keys, loaders, Set.of(), Set.of());
  }

  /** Everything, and loaders as a whole where there are more keys than a limit. */
  static Invalidation atMost(int keys, Collection<Effect<?>> effects) {
    Invalidation named = of(effects);
    return named.keys().size() <= keys
        ? named
        : of(effects.stream().<Effect<?>>map(effect -> Effect.onAll(effect.loader())).toList());
  }

  /** A key that has no text, because it is of a wrong type, is stale all the same. */
  private static boolean isNamed(Effect<?> effect, Set<StaleKey> keys) {
    try {
      return effect.name(keys::add);
    } catch (RuntimeException e) {
      LOG.warn("Keys of {} have no text; all of its keys are taken out", effect.loader(), e);
      return false;
    }
  }

  /** What one names and the other does not. */
  static Invalidation without(Invalidation stale, Invalidation others) {
    return new Invalidation(
        without(stale.keys(), others.keys()),
        without(stale.loaders(), others.loaders()),
        without(stale.regions(), others.regions()),
        without(stale.tags(), others.tags()));
  }

  private static <T> Set<T> without(Set<T> some, Set<T> others) {
    Set<T> left = new HashSet<>(some);
    left.removeAll(others);
    return left;
  }
}
