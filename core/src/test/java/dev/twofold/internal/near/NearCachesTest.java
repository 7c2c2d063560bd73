package dev.twofold.internal.near;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.error.ConfigurationException;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.invalidation.StaleLoader;
import dev.twofold.region.Consistency;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.Region;
import dev.twofold.region.RegionPolicy;
import dev.twofold.region.Restart;
import dev.twofold.resilience.Circuit;
import dev.twofold.settings.BreakerPolicy;
import dev.twofold.testing.InMemoryNearTier;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.tier.EntryGroup;
import dev.twofold.tier.FillRight.Moment;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.near.NearEntry;
import dev.twofold.tier.near.NearKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NearCachesTest {

  private static final Region BOOKS = new Region("books", Consistency.AVAILABLE, Duration.ZERO);
  private static final Region FILMS = new Region("films", Consistency.AVAILABLE, Duration.ZERO);
  private static final long OUTAGE = Duration.ofSeconds(2).toNanos();

  /** Near the largest number, so that comparisons must be of differences. */
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);

  private final NearCaches caches =
      new NearCaches(
          "app",
          new InMemoryNearTier(now::get),
          new InMemoryTier(),
          circuit(),
          Duration.ofMillis(100),
          Duration.ofSeconds(2),
          now::get);
  private final NearCache books = open("books");
  private final NearCache films = open("films");

  NearCachesTest() {
    caches.listening(true);
  }

  private Circuit circuit() {
    return new Circuit(
        NearCaches.NEAR,
        BreakerPolicy.DEFAULT.within(Duration.ofMillis(100)),
        now::get,
        change -> {});
  }

  private NearCache open(String region) {
    return requireNonNull(caches.open(region, RegionPolicy.DEFAULT));
  }

  private static TierKey key(String loader, String variant, Region region, long id) {
    return new TierKey(new EntryGroup("app:" + loader, "", variant, 7, region), "" + id);
  }

  private static TierKey book(long id) {
    return key("Books", ":a", BOOKS, id);
  }

  private static TierKey film(long id) {
    return key("Films", ":a", FILMS, id);
  }

  private void put(NearCache cache, TierKey key, long vintage, String... tags) {
    long deadline = cache.deadline(now.get(), Duration.ofMinutes(1));
    cache.put(near(key), new NearEntry("value", null, vintage, deadline, Set.of(tags)), key, null);
  }

  private boolean has(NearCache cache, TierKey key) {
    return cache.get(near(key), now.get()) != null;
  }

  private static NearKey near(TierKey key) {
    return NearKey.of(key.group(), Long.parseLong(key.id()));
  }

  @Nested
  class Drops {

    /** As a node of a version before tells it, which had the loader in another region. */
    @Test
    void key_thatIsInAnotherRegionElsewhere() {
      put(books, book(1), caches.capture());

      caches.invalidated(Invalidation.ofKeys(Set.of(new StaleKey("app:Books", "1", FILMS))));

      assertThat(has(books, book(1))).isFalse();
    }

    @Test
    void key_inEveryVariantAndNoOtherKey() {
      TierKey german = key("Books", "[locale=2=de]:a", BOOKS, 1);
      long vintage = caches.capture();
      put(books, book(1), vintage);
      put(books, german, vintage);
      put(books, book(2), vintage);

      caches.invalidated(Invalidation.ofKeys(Set.of(new StaleKey("app:Books", "1", BOOKS))));

      assertThat(has(books, book(1))).isFalse();
      assertThat(has(books, german)).isFalse();
      assertThat(has(books, book(2))).isTrue();
    }

    @Test
    void key_fewOthersShareItsMark() {
      long vintage = caches.capture();
      Set<StaleKey> stale = new HashSet<>();
      for (long id = 1; id <= 2_000; id++) {
        put(books, book(id), vintage);
        if (id <= 1_000) {
          stale.add(new StaleKey("app:Books", "" + id, BOOKS));
        }
      }
      caches.invalidated(Invalidation.ofKeys(stale));

      int left = 0;
      for (long id = 1_001; id <= 2_000; id++) {
        left += has(books, book(id)) ? 1 : 0;
      }
      assertThat(left).isGreaterThan(950);
    }

    @Test
    void region_andNoOther() {
      put(books, book(1), caches.capture());
      put(films, film(1), caches.capture());

      caches.invalidated(new Invalidation(Set.of(), Set.of(), Set.of("books"), Set.of()));

      assertThat(has(books, book(1))).isFalse();
      assertThat(has(films, film(1))).isTrue();
    }

    @Test
    void loader_andNoOtherOfItsRegion() {
      TierKey essay = key("Essays", ":a", BOOKS, 1);
      put(books, book(1), caches.capture());
      put(books, essay, caches.capture());

      caches.invalidated(
          new Invalidation(
              Set.of(), Set.of(new StaleLoader("app:Books", BOOKS)), Set.of(), Set.of()));

      assertThat(has(books, book(1))).isFalse();
      assertThat(has(books, essay)).isTrue();
    }

    @Test
    void tag_inEveryRegion() {
      put(books, book(1), caches.capture(), "shop", "sale");
      put(books, book(2), caches.capture(), "shop");
      put(films, film(1), caches.capture(), "sale");

      caches.invalidated(new Invalidation(Set.of(), Set.of(), Set.of(), Set.of("sale")));

      assertThat(has(books, book(1))).isFalse();
      assertThat(has(books, book(2))).isTrue();
      assertThat(has(films, film(1))).isFalse();
    }

    @Test
    void tags_moreThanAreRemembered_dropEverythingOnce() {
      put(books, book(1), caches.capture());
      put(films, film(1), caches.capture(), "tag 0");
      for (int tag = 0; tag <= 10_000; tag++) {
        caches.invalidated(new Invalidation(Set.of(), Set.of(), Set.of(), Set.of("tag " + tag)));
      }
      assertThat(has(books, book(1))).isFalse();
      assertThat(has(films, film(1))).isFalse();

      put(films, film(1), caches.capture(), "tag 0");
      assertThat(has(films, film(1))).isTrue();
    }

    @Test
    void partition_thatWasMissed() {
      put(books, book(1), caches.capture());

      caches.missed(0);

      assertThat(has(books, book(1))).isFalse();
      put(books, book(1), caches.capture());
      assertThat(has(books, book(1))).isTrue();
    }

    @Test
    void whatWasReadBefore_isNotPutAfter() {
      long before = caches.capture();
      caches.invalidated(Invalidation.ofKeys(Set.of(new StaleKey("app:Books", "1", BOOKS))));
      put(books, book(1), before);
      assertThat(has(books, book(1))).isFalse();

      long after = caches.capture();
      put(books, book(1), after);
      put(books, book(1), before);
      assertThat(has(books, book(1))).as("the newer one stays").isTrue();
    }

    @Test
    void regionThatNobodyHasOpened_isNoError() {
      Region other = new Region("other", Consistency.AVAILABLE, Duration.ZERO);
      caches.invalidated(
          new Invalidation(
              Set.of(new StaleKey("app:Others", "1", other)), Set.of(), Set.of("other"), Set.of()));
      put(books, book(1), caches.capture());
      assertThat(has(books, book(1))).isTrue();
    }
  }

  @Nested
  class Outage {

    @Test
    void deaf_entriesCountForAWhileAndThenNotAtAll() {
      put(books, book(1), caches.capture());
      caches.listening(false);

      now.addAndGet(OUTAGE);
      assertThat(has(books, book(1))).isTrue();
      now.incrementAndGet();
      assertThat(has(books, book(1))).isFalse();
      put(books, book(2), caches.capture());
      assertThat(has(books, book(2))).isFalse();
    }

    @Test
    void deaf_saidTwice_countsFromTheFirstTime() {
      put(books, book(1), caches.capture());
      caches.listening(false);
      now.addAndGet(OUTAGE);
      caches.listening(false);

      now.incrementAndGet();
      assertThat(has(books, book(1))).isFalse();
    }

    @Test
    void hearsAgain_nothingOfBeforeCounts() {
      put(books, book(1), caches.capture());
      caches.listening(false);
      put(books, book(2), caches.capture());

      caches.listening(true);

      assertThat(has(books, book(1))).isFalse();
      assertThat(has(books, book(2))).isFalse();
      put(books, book(3), caches.capture());
      now.addAndGet(OUTAGE + 1);
      assertThat(has(books, book(3))).isTrue();
    }

    @Test
    void hearingAllTheTime_saidAgain_dropsNothing() {
      put(books, book(1), caches.capture());

      caches.listening(true);

      assertThat(has(books, book(1))).isTrue();
    }
  }

  @Nested
  class Grace {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final NearCache graceful =
        requireNonNull(
            caches.open(
                "graceful",
                RegionPolicy.DEFAULT.withNear(
                    NearPolicy.DEFAULT.withGrace(Duration.ofMinutes(1)))));

    private boolean hasInGrace(NearCache cache) {
      return cache.getInGrace(near(book(1)), now.get()) != null;
    }

    private void putExpired() {
      put(graceful, book(1), caches.capture(), "shop");
      now.addAndGet(MINUTE);
    }

    @Test
    void expired_isFoundInGraceOnly() {
      putExpired();

      assertThat(has(graceful, book(1))).isFalse();
      assertThat(hasInGrace(graceful)).isTrue();
      now.addAndGet(MINUTE - 1);
      assertThat(hasInGrace(graceful)).isTrue();
      now.incrementAndGet();
      assertThat(hasInGrace(graceful)).isFalse();
    }

    @Test
    void regionWithoutGrace_isNotEvenAsked() {
      put(books, book(1), caches.capture());

      assertThat(hasInGrace(books)).isFalse();
    }

    @Test
    void whateverDropsEntries_dropsThoseInGrace() {
      Region region = new Region("graceful", Consistency.AVAILABLE, Duration.ZERO);
      List<Runnable> drops =
          List.of(
              () ->
                  caches.invalidated(
                      Invalidation.ofKeys(Set.of(new StaleKey("app:Books", "1", region)))),
              () ->
                  caches.invalidated(
                      new Invalidation(
                          Set.of(),
                          Set.of(new StaleLoader("app:Books", region)),
                          Set.of(),
                          Set.of())),
              () ->
                  caches.invalidated(
                      new Invalidation(Set.of(), Set.of(), Set.of("graceful"), Set.of())),
              () ->
                  caches.invalidated(
                      new Invalidation(Set.of(), Set.of(), Set.of(), Set.of("shop"))),
              () -> caches.missed(0),
              () -> {
                caches.listening(false);
                caches.listening(true);
              });
      for (Runnable drop : drops) {
        putExpired();
        assertThat(hasInGrace(graceful)).isTrue();
        drop.run();
        assertThat(hasInGrace(graceful)).isFalse();
      }
    }

    @Test
    void deafForTooLong_isNotFound() {
      putExpired();
      caches.listening(false);

      now.addAndGet(OUTAGE);
      assertThat(hasInGrace(graceful)).isTrue();
      now.incrementAndGet();
      assertThat(hasInGrace(graceful)).isFalse();
    }

    @Test
    void ofAStrictRegion_isRefused() {
      RegionPolicy policy =
          RegionPolicy.DEFAULT
              .withConsistency(Consistency.STRICT)
              .withNear(NearPolicy.OFF.withGrace(Duration.ofMinutes(1)));

      assertThatThrownBy(() -> caches.open("strict", policy))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              "region 'strict' is strict and has near.grace PT1M; allowed: zero, because a strict"
                  + " region has nothing in the near tier that could be answered when a load"
                  + " fails");
    }
  }

  @Nested
  class Regions {

    @Test
    void strictOrSwitchedOff_haveNone() {
      RegionPolicy policy = RegionPolicy.DEFAULT;

      assertThat(caches.open("strict", policy.withConsistency(Consistency.STRICT))).isNull();
      assertThat(caches.open("off", policy.withNear(NearPolicy.OFF))).isNull();
    }

    @Test
    void openedTwice_areTheSame() {
      assertThat(caches.open("books", RegionPolicy.DEFAULT)).isSameAs(books);
    }

    @Test
    void listening_isWhatTheTierSaidLast() {
      assertThat(caches.isListening()).isTrue();
      caches.listening(false);
      assertThat(caches.isListening()).isFalse();
      caches.listening(true);
      assertThat(caches.isListening()).isTrue();
    }

    @Test
    void withoutATier_haveNone() {
      NearCaches none =
          new NearCaches(
              "app",
              null,
              null,
              circuit(),
              Duration.ofMillis(100),
              Duration.ofSeconds(2),
              now::get);

      assertThat(none.open("books", RegionPolicy.DEFAULT)).isNull();
      none.invalidated(Invalidation.ofKeys(Set.of(new StaleKey("app:Books", "1", BOOKS))));
      none.missed(0);
    }
  }

  /** A region whose disk outlives the process, beside one that has none. */
  @Nested
  class Restarts {

    private static final NearPolicy KEPT =
        NearPolicy.DEFAULT.withDiskBytes(1 << 20).withRestart(Restart.KEEP);

    private final NearCaches starting =
        new NearCaches(
            "app",
            new InMemoryNearTier(now::get),
            new InMemoryTier(),
            circuit(),
            Duration.ofMillis(100),
            Duration.ofSeconds(2),
            now::get);
    private final NearCache kept =
        requireNonNull(starting.open("books", RegionPolicy.DEFAULT.withNear(KEPT)));
    private final NearCache unkept = requireNonNull(starting.open("films", RegionPolicy.DEFAULT));

    private void begin() {
      starting.missed(0);
      starting.follows(0, new Moment("1-a", 1), Instant.EPOCH, Duration.ZERO);
      starting.listening(true);
    }

    @Test
    void beforeOtherNodesAreHeard_theKeptRegionHasAndKeepsNothing() {
      put(kept, book(1), starting.capture());
      put(unkept, film(1), starting.capture());
      assertThat(has(kept, book(1))).isFalse();
      assertThat(has(unkept, film(1))).isTrue();

      begin();

      assertThat(has(kept, book(1))).isFalse();
      assertThat(has(unkept, film(1))).isFalse();
    }

    @Test
    void onceTheyAreHeard_bothKeep() {
      begin();

      put(kept, book(1), starting.capture());
      put(unkept, film(1), starting.capture());

      assertThat(has(kept, book(1))).isTrue();
      assertThat(has(unkept, film(1))).isTrue();
    }

    @Test
    void readBeforeAndPutAfter_doesNotCountInTheOther() {
      long vintage = starting.capture();
      begin();

      put(unkept, film(1), vintage);

      assertThat(has(unkept, film(1))).isFalse();
    }

    @Test
    void missedBefore_dropsWhatTheOtherHas() {
      put(unkept, film(1), starting.capture());

      starting.missed(0);

      assertThat(has(unkept, film(1))).isFalse();
    }

    @Test
    void missedOrDeafAfterwards_dropsBoth() {
      begin();
      put(kept, book(1), starting.capture());
      starting.missed(0);
      assertThat(has(kept, book(1))).isFalse();

      put(kept, book(1), starting.capture());
      starting.listening(false);
      starting.listening(true);
      assertThat(has(kept, book(1))).isFalse();
    }
  }
}
