package dev.twofold.internal.near;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.tier.near.NearEntry;
import java.util.AbstractSet;
import java.util.Iterator;
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
    long vintage = vintages.capture();
    vintages.markNames(tags(Set.of("stale")));
    Set<String> many =
        IntStream.range(0, 10_000).mapToObj(i -> "tag " + i).collect(Collectors.toSet());
    Set<String> entryTags =
        new AbstractSet<>() {
          @Override
          public Iterator<String> iterator() {
            vintages.markNames(tags(many));
            return Set.of("stale").iterator();
          }

          @Override
          public int size() {
            return 1;
          }
        };

    boolean counts = vintages.counts("app:L", new NearEntry("form", null, vintage, 0, entryTags));

    assertThat(counts).isFalse();
  }
}
