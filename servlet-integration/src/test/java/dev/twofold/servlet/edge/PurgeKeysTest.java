package dev.twofold.servlet.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.invalidation.Invalidation;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PurgeKeysTest {

  private final PurgeKeys keys = new PurgeKeys(100);

  private void add(String loader, int entries) {
    keys.add(PurgeKey.of(Invalidation.ofKeys(StaleKeys.of(loader, entries))));
  }

  private Set<String> take() {
    return keys.take(1_000).stream().map(PurgeKey::text).collect(Collectors.toSet());
  }

  @Test
  void sameKey_waitsOnce() {
    add("app:Stories", 3);
    add("app:Stories", 3);

    assertThat(keys.size()).isEqualTo(4);
    assertThat(take()).hasSize(4).contains(SurrogateKeys.ofMany("app:Stories"));
    assertThat(keys.size()).isZero();
  }

  @Test
  void tooMany_becomeTheirWholeLoader_theLargestFirst() {
    add("app:Writers", 50);
    add("app:Stories", 60);

    assertThat(keys.size()).isEqualTo(52);
    assertThat(take())
        .contains(SurrogateKeys.ofLoader("app:Stories"))
        .contains(SurrogateKeys.ofEntry(StaleKeys.one("app:Writers", 1)))
        .doesNotContain(SurrogateKeys.ofEntry(StaleKeys.one("app:Stories", 1)));
  }

  @Test
  void whatItsWholeLoaderCovers_doesNotWaitBesideIt() {
    add("app:Stories", 200);
    add("app:Stories", 10);

    assertThat(take()).containsExactly(SurrogateKeys.ofLoader("app:Stories"));
  }

  @Test
  void tooManyTags_becomeEverything() {
    for (int i = 0; i < 200; i++) {
      keys.add(PurgeKey.of(new Invalidation(Set.of(), Set.of(), Set.of(), Set.of("tag" + i))));
    }

    assertThat(take()).containsExactly(SurrogateKeys.EVERYTHING);
  }

  @Test
  void take_leavesTheRest() {
    add("app:Stories", 9);

    assertThat(keys.take(4)).hasSize(4);
    assertThat(keys.size()).isEqualTo(6);
  }
}
