package dev.twofold.testing;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.region.Region;
import dev.twofold.tier.Bracket;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.Token;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an in-memory tier keeps from being filled, by whom, and until when. Not thread-safe. */
final class InMemoryClosings {

  /** An entry in every variant, whatever region a node believes it to be in. */
  record Entry(String loader, String id) {

    static Entry of(TierKey key) {
      return new Entry(key.group().loader(), key.id());
    }

    static Entry of(StaleKey key) {
      return new Entry(key.loader(), key.id());
    }

    boolean is(StaleKey key) {
      return loader.equals(key.loader()) && id.equals(key.id());
    }
  }

  private final InstantSource time;

  /** By entry, or the name of a loader, region or tag. */
  private final Map<Object, Map<Token, Instant>> closed = new HashMap<>();

  InMemoryClosings(InstantSource time) {
    this.time = time;
  }

  boolean areClosed(TierKey key) {
    return isClosed(Entry.of(key))
        || isClosed(loaderName(key.group().base()))
        || isClosed(regionName(key.group().region().name()));
  }

  boolean isAnyClosed(Set<String> tags) {
    return tags.stream().anyMatch(tag -> isClosed(tagName(tag)));
  }

  private boolean isClosed(Object name) {
    Map<Token, Instant> deadlines = closed.getOrDefault(name, Map.of());
    return deadlines.values().stream().anyMatch(deadline -> time.instant().isBefore(deadline));
  }

  void close(Invalidation stale, Token token, Duration hold) {
    names(stale).forEach(name -> close(name, token, hold));
  }

  /** Closes what a replica may be behind with. */
  void holdOff(Invalidation stale, Token token) {
    stale.keys().forEach(key -> holdOff(Entry.of(key), key.region(), token));
    stale.loaders().forEach(loader -> holdOff(loaderName(loader.loader()), loader.region(), token));
  }

  private void holdOff(Object name, Region region, Token token) {
    if (!region.holdOff().isZero()) {
      close(name, token, region.holdOff());
    }
  }

  private void close(Object name, Token token, Duration hold) {
    closed.computeIfAbsent(name, absent -> new HashMap<>()).put(token, time.instant().plus(hold));
  }

  void open(Bracket bracket) {
    for (Object name : names(bracket.stale())) {
      Map<Token, Instant> deadlines = closed.get(name);
      if (deadlines != null) {
        deadlines.remove(bracket.token());
      }
    }
  }

  private static List<Object> names(Invalidation stale) {
    List<Object> names = new ArrayList<>();
    stale.keys().forEach(key -> names.add(Entry.of(key)));
    stale.loaders().forEach(loader -> names.add(loaderName(loader.loader())));
    stale.regions().forEach(region -> names.add(regionName(region)));
    stale.tags().forEach(tag -> names.add(tagName(tag)));
    return names;
  }

  private static String loaderName(String loader) {
    return "loader " + loader;
  }

  private static String regionName(String region) {
    return "region " + region;
  }

  private static String tagName(String tag) {
    return "tag " + tag;
  }
}
