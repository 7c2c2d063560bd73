package dev.twofold.servlet.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.Contents;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.invalidation.StaleLoader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SurrogateKeysTest {

  private static final int LIMIT = 4096;

  private static Set<String> header(Contents contents) {
    String text = SurrogateKeys.header(contents, LIMIT).orElseThrow();
    assertThat(text).hasSizeLessThanOrEqualTo(LIMIT);
    return Set.of(text.split(" "));
  }

  private static Set<String> purged(Invalidation stale) {
    return PurgeKey.of(stale).stream().map(PurgeKey::text).collect(Collectors.toSet());
  }

  @Test
  void keys_areTheSameInEveryProcess_andShort() {
    assertThat(SurrogateKeys.ofEntry(StaleKeys.one("app:Stories", 1))).isEqualTo("ef6fG_y7trs4Y");
    assertThat(SurrogateKeys.ofLoader("app:Stories")).hasSize(13).matches("[\\w-]+");
  }

  @Test
  void fewEntries_areNamedEach() {
    Set<StaleKey> entries = StaleKeys.of("app:Stories", 200);

    Set<String> keys = header(StaleKeys.contents(entries, Set.of("news")));

    assertThat(keys)
        .hasSize(204)
        .contains(
            SurrogateKeys.EVERYTHING,
            SurrogateKeys.ofRegion("default"),
            SurrogateKeys.ofLoader("app:Stories"),
            SurrogateKeys.ofTag("news"));
    assertThat(entries).allMatch(entry -> keys.contains(SurrogateKeys.ofEntry(entry)));
  }

  @Test
  void tooManyEntries_thoseOfTheLargestLoaderAreNamedTogether() {
    Set<StaleKey> entries = new HashSet<>(StaleKeys.of("app:Stories", 1_000));
    Set<StaleKey> writers = StaleKeys.of("app:Writers", 100);
    entries.addAll(writers);

    Set<String> keys = header(StaleKeys.contents(entries, Set.of()));

    assertThat(keys).hasSize(105).contains(SurrogateKeys.ofMany("app:Stories"));
    assertThat(writers).allMatch(entry -> keys.contains(SurrogateKeys.ofEntry(entry)));
  }

  /** Whatever the length: each way in which an entry becomes stale finds the page. */
  @Test
  void everyInvalidation_findsThePage() {
    for (int size : List.of(1, 300, 400, 2_000)) {
      Set<StaleKey> entries = new HashSet<>(StaleKeys.of("app:Stories[tenant=4=acme]", size));
      entries.addAll(StaleKeys.of("app:Writers", 50));
      Set<String> keys = header(StaleKeys.contents(entries, Set.of("news")));

      for (StaleKey entry : entries) {
        assertThat(purged(Invalidation.ofKeys(Set.of(entry)))).containsAnyElementsOf(keys);
        Set<StaleLoader> loader = Set.of(entry.wholeLoader());
        assertThat(purged(new Invalidation(Set.of(), loader, Set.of(), Set.of())))
            .containsAnyElementsOf(keys);
      }
      assertThat(purged(new Invalidation(Set.of(), Set.of(), Set.of("default"), Set.of())))
          .containsAnyElementsOf(keys);
      assertThat(purged(new Invalidation(Set.of(), Set.of(), Set.of(), Set.of("news"))))
          .containsAnyElementsOf(keys);
      assertThat(purged(Invalidation.ofKeys(Set.of(StaleKeys.one("app:Writers", 51)))))
          .doesNotContainAnyElementsOf(keys);
    }
  }

  @Test
  void moreLoadersThanFit_isNone() {
    Set<StaleKey> entries = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      entries.add(StaleKeys.one("app:Loader" + i, 1));
    }

    assertThat(SurrogateKeys.header(StaleKeys.contents(entries, Set.of()), LIMIT)).isEmpty();
  }
}
