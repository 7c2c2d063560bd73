package dev.twofold.internal.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.internal.invalidation.Undelivered.Portion;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.invalidation.StaleLoader;
import dev.twofold.region.Consistency;
import dev.twofold.region.Region;
import dev.twofold.tier.EntryGroup;
import dev.twofold.tier.TierKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UndeliveredTest {

  private static final Region BOOKS = region("books");
  private static final Region AUTHORS = region("authors");

  private final Undelivered undelivered = new Undelivered(3);

  private static Region region(String name) {
    return new Region(name, Consistency.AVAILABLE, Duration.ZERO);
  }

  private static Invalidation keys(Region region, String... ids) {
    Set<StaleKey> keys = new HashSet<>();
    for (String id : ids) {
      keys.add(new StaleKey("app:L", id, region));
    }
    return Invalidation.ofKeys(keys);
  }

  private static TierKey entry(Region region, String id) {
    return new TierKey(new EntryGroup("app:L", "", ":f", 1, region), id);
  }

  @Test
  void empty_coversNothing() {
    assertThat(undelivered.covers(entry(BOOKS, "1"))).isFalse();
    assertThat(undelivered.isEmpty()).isTrue();
    assertThat(undelivered.size()).isZero();
  }

  @Test
  void keys_coverTheirEntries_inEveryVariant() {
    undelivered.add(keys(BOOKS, "1"));

    assertThat(undelivered.covers(entry(BOOKS, "1"))).isTrue();
    assertThat(
            undelivered.covers(
                new TierKey(new EntryGroup("app:L", "", "[x=1=y]:g", 2, BOOKS), "1")))
        .isTrue();
    assertThat(undelivered.covers(entry(BOOKS, "2"))).isFalse();
  }

  @Test
  void keysBecomeTheirLoader_noMomentDoesNotCoverThem() throws InterruptedException {
    for (int round = 0; round < 2_000; round++) {
      Undelivered small = new Undelivered(1);
      small.add(keys(BOOKS, "1"));
      Thread adding = new Thread(() -> small.add(keys(BOOKS, "2")));
      adding.start();
      do {
        assertThat(small.covers(entry(BOOKS, "1"))).isTrue();
      } while (adding.isAlive());
      adding.join();
    }
  }

  @Test
  void loader_coversItsEntries_underEveryTenant() {
    undelivered.add(
        new Invalidation(Set.of(), Set.of(new StaleLoader("app:L", BOOKS)), Set.of(), Set.of()));

    assertThat(
            undelivered.covers(
                new TierKey(new EntryGroup("app:L", "[t=1=a]", ":f", 1, BOOKS), "7")))
        .isTrue();
    assertThat(undelivered.covers(new TierKey(new EntryGroup("app:M", "", ":f", 1, BOOKS), "7")))
        .isFalse();
  }

  @Test
  void tag_coversEverything() {
    undelivered.add(new Invalidation(Set.of(), Set.of(), Set.of(), Set.of("tag")));

    assertThat(undelivered.covers(entry(AUTHORS, "1"))).isTrue();
  }

  @Test
  void moreThanTheLimit_areTheirLoaders_andLaterKeysOfThemToo() {
    undelivered.add(Invalidation.ofKeys(Set.of(new StaleKey("app:L[t=1=a]", "1", BOOKS))));
    undelivered.add(keys(BOOKS, "2"));
    undelivered.add(Invalidation.ofKeys(Set.of(key("app:M", "3"), key("app:M", "4"))));
    undelivered.add(keys(BOOKS, "5"));

    assertThat(undelivered.size()).isEqualTo(2);
    assertThat(undelivered.next(10).stale())
        .isEqualTo(
            new Invalidation(
                Set.of(),
                Set.of(new StaleLoader("app:L", BOOKS), new StaleLoader("app:M", BOOKS)),
                Set.of(),
                Set.of()));
    assertThat(undelivered.covers(entry(BOOKS, "99"))).isTrue();
    assertThat(undelivered.covers(new TierKey(new EntryGroup("app:N", "", ":f", 1, BOOKS), "1")))
        .isFalse();
  }

  private static StaleKey key(String loader, String id) {
    return new StaleKey(loader, id, BOOKS);
  }

  @Test
  void atTheLimit_areKeys() {
    undelivered.add(keys(BOOKS, "1", "2", "3"));

    assertThat(undelivered.next(10).stale()).isEqualTo(keys(BOOKS, "1", "2", "3"));
  }

  @Test
  void portion_isBounded() {
    undelivered.add(keys(BOOKS, "1", "2", "3"));

    assertThat(undelivered.next(2).stale().keys()).hasSize(2);
  }

  @Test
  void delivered_isTakenOut_unlessItBecameStaleOnceMore() {
    undelivered.add(keys(BOOKS, "1", "2"));
    Portion portion = undelivered.next(10);
    undelivered.add(keys(BOOKS, "2", "3"));

    assertThat(undelivered.delivered(portion)).isEqualTo(1);
    assertThat(undelivered.next(10).stale()).isEqualTo(keys(BOOKS, "2", "3"));
    assertThat(undelivered.delivered(undelivered.next(10))).isEqualTo(2);
    assertThat(undelivered.isEmpty()).isTrue();
  }

  @Test
  void sameKeyTwice_waitsOnce() {
    undelivered.add(keys(BOOKS, "1"));
    undelivered.add(keys(BOOKS, "1"));

    assertThat(undelivered.size()).isEqualTo(1);
  }

  @Test
  void loaderThatIsDelivered_isTakenOut_unlessAKeyOfItCameLater() {
    Invalidation whole =
        new Invalidation(Set.of(), Set.of(new StaleLoader("app:L", BOOKS)), Set.of(), Set.of());
    undelivered.add(whole);
    Portion portion = undelivered.next(10);
    undelivered.add(keys(BOOKS, "1"));

    assertThat(undelivered.delivered(portion)).isZero();
    assertThat(undelivered.covers(entry(BOOKS, "2"))).isTrue();
  }

  @Test
  void regionThatIsDelivered_leavesAKeyOfItThatCameLater() {
    undelivered.add(new Invalidation(Set.of(), Set.of(), Set.of("books"), Set.of()));
    Portion portion = undelivered.next(10);
    undelivered.add(keys(BOOKS, "1"));

    assertThat(undelivered.delivered(portion)).isEqualTo(1);
    assertThat(undelivered.covers(entry(BOOKS, "1"))).isTrue();
    assertThat(undelivered.covers(entry(BOOKS, "2"))).isFalse();
  }
}
