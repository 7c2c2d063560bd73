package dev.twofold.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.twofold.region.Consistency;
import dev.twofold.region.NearPolicy;
import dev.twofold.region.Region;
import dev.twofold.tier.EntryGroup;
import dev.twofold.tier.near.NearEntry;
import dev.twofold.tier.near.NearKey;
import dev.twofold.tier.near.NearRegion;
import dev.twofold.tier.near.NearTier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the regions of every {@link NearTier} keep. Extend it once for each kind of policy that a
 * tier can have: with and without something below the heap.
 */
public abstract class NearRegionContract {

  private static final int ENTRIES = 100;
  private static final Duration LONG = Duration.ofHours(1);
  private static final EntryGroup USERS = group("[locale=2=de]:1");

  private NearTier tier;
  private NearRegion region;

  /** A tier without regions. */
  protected abstract NearTier tier();

  /** A policy with room for that many entries on the heap, and for all of a test below it. */
  protected abstract NearPolicy policy(int entries);

  @BeforeEach
  void openRegion() {
    tier = tier();
    region = tier.open("users", policy(ENTRIES));
  }

  @AfterEach
  void closeTier() {
    tier.close();
  }

  private static EntryGroup group(String variant) {
    Region region = new Region("users", Consistency.AVAILABLE, Duration.ZERO);
    return new EntryGroup("shop:users", "[tenant=4=acme]", variant, 1, region);
  }

  private static NearKey key(long id) {
    return NearKey.of(USERS, id);
  }

  private static NearEntry entry(Object form, long vintage) {
    return new NearEntry(form, null, vintage, in(LONG), Set.of("tag " + form, "tägs")).at(11, 13);
  }

  private static long in(Duration duration) {
    return System.nanoTime() + duration.toNanos();
  }

  private static boolean isGoneOrOver(@Nullable NearEntry entry) {
    return entry == null || entry.deadline() - System.nanoTime() <= 0;
  }

  private static byte[] payload(Object form) {
    return ("encoded " + form).getBytes(UTF_8);
  }

  private void promote(long id, Object form, long vintage) {
    region.promote(key(id), entry(form, vintage).encoded(payload(form)), form);
  }

  /** Puts enough other entries that the heap has none of those put before. */
  private void pushOut() {
    for (int i = 0; i < 20 * ENTRIES; i++) {
      region.put(NearKey.of(USERS, "other " + i), entry("other " + i, 0), null);
    }
  }

  @Test
  void get_neverPut_isNull() {
    assertThat(region.get(key(1))).isNull();
  }

  @Test
  void put_value_isAnsweredAsItIs() {
    NearEntry put = entry(new Object(), 7);

    region.put(key(1), put, payload(1));

    NearEntry found = region.get(key(1));
    assertThat(found).isNotNull();
    assertThat(found.form()).isSameAs(put.form());
    assertThat(found.isAbsent()).isFalse();
    assertThat(found.vintage()).isEqualTo(7);
    assertThat(found.deadline()).isEqualTo(put.deadline());
    assertThat(found.mark()).isEqualTo(11);
    assertThat(found.partition()).isEqualTo(13);
    assertThat(found.tags()).isEqualTo(put.tags());
    assertThat(region.size()).isEqualTo(1);
  }

  @Test
  void put_absence_isAnsweredAsAbsence() {
    region.put(key(1), new NearEntry(null, null, 3, in(LONG), Set.of()), null);

    NearEntry found = region.get(key(1));
    assertThat(found).isNotNull();
    assertThat(found.isAbsent()).isTrue();
    assertThat(found.vintage()).isEqualTo(3);
  }

  @Test
  void put_twice_theSecondCounts() {
    region.put(key(1), entry("old", 1), payload("old"));
    region.put(key(1), entry("new", 2), payload("new"));

    assertThat(region.get(key(1))).extracting(NearEntry::form).isEqualTo("new");
    assertThat(region.size()).isEqualTo(1);
  }

  @Test
  void put_afterTheDeadline_dropsTheKey() {
    region.put(key(1), entry("old", 1), payload("old"));

    region.put(
        key(1), new NearEntry("late", null, 2, in(Duration.ZERO), Set.of()), payload("late"));

    assertThat(region.get(key(1))).isNull();
  }

  @Test
  void get_deadlinePasses_isGoneOrOver() {
    region.put(
        key(1),
        new NearEntry("brief", null, 1, in(Duration.ofMillis(30)), Set.of()),
        payload("brief"));
    region.put(key(2), entry("long", 1), payload("long"));

    await().until(() -> isGoneOrOver(region.get(key(1))));
    assertThat(isGoneOrOver(region.get(key(2)))).isFalse();
  }

  @Test
  void grace_valueAfterItsDeadline_isKept() {
    NearRegion graceful = tier.open("graceful", policy(ENTRIES).withGrace(LONG));
    graceful.put(key(1), ending("over", Duration.ZERO), payload("over"));
    graceful.put(key(2), ending("brief", Duration.ofMillis(30)), payload("brief"));
    graceful.promote(
        key(3), ending("decoded", Duration.ZERO).encoded(payload("decoded")), "decoded");

    await().until(() -> isGoneOrOver(graceful.get(key(2))));
    assertThat(graceful.get(key(1))).extracting(NearEntry::form).isEqualTo("over");
    assertThat(graceful.get(key(2))).extracting(NearEntry::form).isEqualTo("brief");
    assertThat(graceful.get(key(3))).extracting(NearEntry::form).isEqualTo("decoded");
  }

  @Test
  void grace_absenceAndValuesBeyondIt_areNotKept() {
    NearRegion graceful = tier.open("graceful", policy(ENTRIES).withGrace(LONG));
    graceful.put(key(1), new NearEntry(null, null, 1, in(Duration.ZERO), Set.of()), null);
    graceful.put(key(2), ending("late", LONG.negated()), payload("late"));

    assertThat(graceful.get(key(1))).isNull();
    assertThat(graceful.get(key(2))).isNull();
  }

  private static NearEntry ending(Object form, Duration remaining) {
    return new NearEntry(form, null, 1, in(remaining), Set.of());
  }

  @Test
  void numberAndTextOfOneId_areApart() {
    region.put(key(1), entry("one", 1), payload("one"));

    assertThat(region.get(NearKey.of(USERS, "one"))).isNull();
    region.put(NearKey.of(USERS, "one"), entry("text", 1), payload("text"));
    assertThat(region.get(key(1))).extracting(NearEntry::form).isEqualTo("one");
  }

  @Test
  void variants_ofOneId_areApart() {
    NearKey german = key(1);
    NearKey french = NearKey.of(group("[locale=2=fr]:1"), 1);

    region.put(german, entry("Hallo", 1), payload("Hallo"));

    assertThat(region.get(french)).isNull();
    region.put(french, entry("Salut", 1), payload("Salut"));
    assertThat(region.get(german)).extracting(NearEntry::form).isEqualTo("Hallo");
  }

  @Test
  void regions_ofOneTier_areApart() {
    NearRegion other = tier.open("stories", policy(ENTRIES));

    region.put(key(1), entry("user", 1), payload("user"));
    assertThat(other.get(key(1))).isNull();
    other.clear();

    assertThat(region.get(key(1))).isNotNull();
  }

  @Test
  void remove_key_dropsThatOneOnly() {
    region.put(key(1), entry("one", 1), payload("one"));
    region.put(key(2), entry("two", 1), payload("two"));

    region.remove(key(1));
    region.remove(key(3));

    assertThat(region.get(key(1))).isNull();
    assertThat(region.get(key(2))).isNotNull();
  }

  @Test
  void clear_dropsEverything() {
    for (int i = 0; i < 3 * ENTRIES; i++) {
      region.put(key(i), entry(i, 1), payload(i));
    }

    region.clear();

    for (int i = 0; i < 3 * ENTRIES; i++) {
      assertThat(region.get(key(i))).isNull();
    }
    assertThat(region.size()).isZero();
  }

  @Test
  void put_moreThanTheHeapHas_staysWithinIt() {
    pushOut();

    assertThat(region.size()).isBetween(1L, (long) ENTRIES);
  }

  @Test
  void promote_nothingOnTheHeap_isKept() {
    promote(1, "decoded", 4);

    assertThat(region.get(key(1))).extracting(NearEntry::form).isEqualTo("decoded");
  }

  @Test
  void promote_somethingOnTheHeap_changesNothing() {
    region.put(key(1), entry("newer", 5), payload("newer"));

    promote(1, "older", 4);

    assertThat(region.get(key(1))).extracting(NearEntry::form).isEqualTo("newer");
  }

  @Test
  void promote_afterTheDeadline_isNotKept() {
    region.promote(
        key(1), new NearEntry(null, payload("late"), 1, in(Duration.ZERO), Set.of()), "late");

    assertThat(region.get(key(1))).isNull();
  }

  @Test
  void heapValueBytes_largerValue_isOnlyBelowTheHeap() {
    NearRegion narrow =
        tier.open("narrow", policy(ENTRIES).withHeapValueBytes(payload("Bo").length));
    narrow.put(key(1), entry("Bo", 1), payload("Bo"));
    narrow.put(key(2), entry("Ada", 1), payload("Ada"));
    narrow.put(key(3), entry("of unknown size", 1), null);

    assertThat(narrow.get(key(1))).extracting(NearEntry::form).isEqualTo("Bo");
    assertThat(narrow.get(key(3))).extracting(NearEntry::form).isEqualTo("of unknown size");
    assertThat(narrow.size()).isEqualTo(2);
    NearEntry below = narrow.get(key(2));
    if (!narrow.keepsBytes()) {
      assertThat(below).isNull();
      return;
    }
    assertThat(below).extracting(NearEntry::payload).isEqualTo(payload("Ada"));
    narrow.promote(key(2), below, "Ada");
    assertThat(narrow.size()).isEqualTo(2);
    assertThat(narrow.get(key(2))).extracting(NearEntry::form).isNull();
  }

  @Test
  void heapValueBytes_largerValueAfterASmallOne_neverAnswersTheSmallOne() {
    NearRegion narrow =
        tier.open("narrow", policy(ENTRIES).withHeapValueBytes(payload("Bo").length));
    narrow.put(key(1), entry("Bo", 1), payload("Bo"));

    narrow.put(key(1), entry("Ada", 2), payload("Ada"));

    assertThat(narrow.size()).isZero();
    assertThat(narrow.get(key(1)))
        .satisfiesAnyOf(
            found -> assertThat(found).isNull(),
            found -> assertThat(found).extracting(NearEntry::payload).isEqualTo(payload("Ada")));
  }

  @Test
  void diskValueBytes_largerValue_isOnlyOnTheHeap() {
    assumeTrue(region.keepsBytes());
    NearRegion narrow =
        tier.open("narrow", policy(1).withDiskValueBytes(payload("largest").length + 20));
    narrow.put(key(1), new NearEntry("largest", null, 1, in(LONG), Set.of()), payload("largest"));
    byte[] larger = new byte[payload("largest").length + 21];
    narrow.put(key(2), new NearEntry("larger", null, 1, in(LONG), Set.of()), larger);
    assertThat(narrow.get(key(2))).extracting(NearEntry::form).isEqualTo("larger");

    for (int other = 3; other < 2_000; other++) {
      narrow.put(key(other), entry("other", 1), null);
    }

    assertThat(narrow.get(key(1))).extracting(NearEntry::payload).isEqualTo(payload("largest"));
    assertThat(narrow.get(key(2))).isNull();
  }

  @Test
  void belowHeap_valuePushedOut_isAnsweredEncoded() {
    assumeTrue(region.keepsBytes());
    NearEntry put = entry("Ada", 7);
    region.put(key(1), put, payload("Ada"));

    pushOut();

    NearEntry found = region.get(key(1));
    assertThat(found).isNotNull();
    assertThat(found.form()).isNull();
    assertThat(found.payload()).isEqualTo(payload("Ada"));
    assertThat(found.isAbsent()).isFalse();
    assertThat(found.vintage()).isEqualTo(7);
    assertThat(found.deadline()).isEqualTo(put.deadline());
    assertThat(found.mark()).isEqualTo(11);
    assertThat(found.partition()).isEqualTo(13);
    assertThat(found.tags()).isEqualTo(put.tags());
  }

  @Test
  void belowHeap_absencePushedOut_isAnsweredAsAbsence() {
    assumeTrue(region.keepsBytes());
    region.put(key(1), new NearEntry(null, null, 3, in(LONG), Set.of("t")), null);

    pushOut();

    NearEntry found = region.get(key(1));
    assertThat(found).isNotNull();
    assertThat(found.isAbsent()).isTrue();
    assertThat(found.vintage()).isEqualTo(3);
    assertThat(found.tags()).containsExactly("t");
  }

  @Test
  void belowHeap_emptyPayload_isNoAbsence() {
    assumeTrue(region.keepsBytes());
    region.put(key(1), entry("", 1), new byte[0]);

    pushOut();

    NearEntry found = region.get(key(1));
    assertThat(found).isNotNull();
    assertThat(found.payload()).isEmpty();
    assertThat(found.isAbsent()).isFalse();
  }

  @Test
  void belowHeap_promoted_isDecodedAndStaysBelow() {
    assumeTrue(region.keepsBytes());
    region.put(key(1), entry("Ada", 7), payload("Ada"));
    pushOut();

    promote(1, "Ada", 7);
    assertThat(region.get(key(1))).extracting(NearEntry::form).isEqualTo("Ada");
    pushOut();

    assertThat(region.get(key(1))).extracting(NearEntry::payload).isEqualTo(payload("Ada"));
  }

  @Test
  void belowHeap_replacedWithoutPayload_neverAnswersTheOld() {
    region.put(key(1), entry("old", 1), payload("old"));
    region.put(key(1), entry("new", 2), null);

    pushOut();

    NearEntry found = region.get(key(1));
    assertThat(found == null || "new".equals(found.form())).isTrue();
  }

  @Test
  void belowHeap_removed_isGone() {
    region.put(key(1), entry("Ada", 1), payload("Ada"));
    pushOut();

    region.remove(key(1));

    assertThat(region.get(key(1))).isNull();
  }

  @Test
  void belowHeap_payloadChangedByTheCaller_isKeptAsItWas() {
    assumeTrue(region.keepsBytes());
    byte[] payload = payload("Ada");
    region.put(key(1), entry("Ada", 1), payload);
    pushOut();

    payload[0]++;

    assertThat(region.get(key(1))).extracting(NearEntry::payload).isEqualTo(payload("Ada"));
  }

  @Test
  void threads_onTheSameKeys_neverMixThem() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        long vintage = thread;
        running.add(threads.submit(() -> useManyKeys(vintage)));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      threads.shutdown();
    }
    for (int id = 0; id < 3 * ENTRIES; id++) {
      region.remove(key(id));
      assertThat(region.get(key(id))).isNull();
    }
  }

  private void useManyKeys(long vintage) {
    for (int i = 0; i < 6_000; i++) {
      int id = i % (3 * ENTRIES);
      NearEntry found = region.get(key(id));
      if (found != null) {
        assertThat(found.form() == null ? found.payload() : payload(found.form()))
            .isEqualTo(payload(id));
      }
      if (i % 7 == 0) {
        region.remove(key(id));
      } else {
        region.put(key(id), entry(id, vintage), payload(id));
      }
    }
  }

  @Test
  void open_twice_isRefused() {
    assertThatThrownBy(() -> tier.open("users", policy(ENTRIES)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void close_regionsAreEmptyAndKeepNothing() {
    region.put(key(1), entry("Ada", 1), payload("Ada"));

    tier.close();
    tier.close();

    assertThat(region.get(key(1))).isNull();
    assertThatCode(
            () -> {
              region.put(key(1), entry("late", 2), payload("late"));
              promote(2, "late", 2);
              region.remove(key(1));
              region.clear();
            })
        .doesNotThrowAnyException();
    assertThat(region.get(key(1))).isNull();
    assertThat(region.get(key(2))).isNull();
    assertThat(region.size()).isZero();
    assertThatThrownBy(() -> tier.open("stories", policy(ENTRIES)))
        .isInstanceOf(IllegalStateException.class);
  }
}
