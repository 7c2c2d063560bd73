package dev.twofold.internal.near;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.testing.TierKeys;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VintagesTest {

  private final Vintages vintages = new Vintages();

  private static Invalidation tags(Set<String> tags) {
    return new Invalidation(Set.of(), Set.of(), Set.of(), tags);
  }

  /** The entry is asked for while so many tags are marked that its mark goes with the others. */
  @Test
  void marksReplacedByOneForEverything_whileAnEntryIsAskedFor_itDoesNotCount() {
    vintages.markPartition(0, 2);
    long vintage = vintages.capture();
    vintages.markNames(tags(Set.of("stale")));
    Set<String> many =
        IntStream.range(0, 10_000).mapToObj(i -> "tag " + i).collect(Collectors.toSet());

    boolean counts =
        vintages.counts(
            TierKeys.key(1),
            Set.of("stale"),
            vintage,
            key -> {
              vintages.markNames(tags(many));
              return 0;
            });

    assertThat(counts).isFalse();
  }
}
