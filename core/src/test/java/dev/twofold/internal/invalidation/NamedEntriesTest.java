package dev.twofold.internal.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleLoader;
import dev.twofold.testing.TierKeys;
import dev.twofold.tier.TierKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NamedEntriesTest {

  private static List<TierKey> entries(String loader, int count) {
    return IntStream.range(0, count)
        .mapToObj(id -> TierKeys.key(TierKeys.group(loader, TierKeys.USERS), id))
        .toList();
  }

  @Test
  void of_asManyAsTheLimit_allByName() {
    Invalidation stale = NamedEntries.of(entries("A", NamedEntries.LIMIT));

    assertThat(stale.keys()).hasSize(NamedEntries.LIMIT);
    assertThat(stale.loaders()).isEmpty();
  }

  @Test
  void of_oneMore_theLoaderAsAWhole() {
    Invalidation stale = NamedEntries.of(entries("A", NamedEntries.LIMIT + 1));

    assertThat(stale.keys()).isEmpty();
    assertThat(stale.loaders()).containsExactly(new StaleLoader("app:A", TierKeys.USERS));
  }

  @Test
  void of_severalLoaders_thoseWithTheMostAsAWhole() {
    List<TierKey> entries = new ArrayList<>(entries("A", 3_000));
    entries.addAll(entries("B", 1_000));
    entries.addAll(entries("C", 2_000));

    Invalidation stale = NamedEntries.of(entries);

    assertThat(stale.keys()).hasSize(3_000).noneMatch(key -> key.loader().equals("app:A"));
    assertThat(stale.loaders()).containsExactly(new StaleLoader("app:A", TierKeys.USERS));
    assertThat(stale.regions()).isEmpty();
    assertThat(stale.tags()).isEmpty();
  }
}
