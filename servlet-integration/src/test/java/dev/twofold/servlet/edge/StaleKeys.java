package dev.twofold.servlet.edge;

import dev.twofold.Contents;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.region.Consistency;
import dev.twofold.region.Region;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Entries that pages are made of. */
final class StaleKeys {

  private static final Region REGION = new Region("default", Consistency.AVAILABLE, Duration.ZERO);

  private StaleKeys() {}

  static StaleKey one(String loader, long id) {
    return new StaleKey(loader, Long.toString(id), REGION);
  }

  /** Entries {@code 1} to a count. */
  static Set<StaleKey> of(String loader, int count) {
    return LongStream.rangeClosed(1, count)
        .mapToObj(id -> one(loader, id))
        .collect(Collectors.toSet());
  }

  /** What a page is made of that may be shared. */
  static Contents contents(Set<StaleKey> entries, Set<String> tags) {
    return new Contents() {
      @Override
      public Optional<String> obstacle() {
        return Optional.empty();
      }

      @Override
      public Optional<String> digest() {
        return Optional.of("digest");
      }

      @Override
      public Set<StaleKey> entries() {
        return entries;
      }

      @Override
      public Set<String> tags() {
        return tags;
      }

      @Override
      public Duration timeToLive() {
        return Duration.ofMinutes(1);
      }
    };
  }
}
