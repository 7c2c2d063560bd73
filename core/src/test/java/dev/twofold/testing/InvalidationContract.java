package dev.twofold.testing;

import static dev.twofold.testing.TierKeys.FINGERPRINT;
import static dev.twofold.testing.TierKeys.GROUP;
import static dev.twofold.testing.TierKeys.USERS;
import static dev.twofold.testing.TierKeys.group;
import static dev.twofold.testing.TierKeys.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.region.Consistency;
import dev.twofold.region.Region;
import dev.twofold.tier.EntryGroup;
import dev.twofold.tier.Fill;
import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What an invalidation does to a {@link dev.twofold.tier.DistributedTier}. */
abstract class InvalidationContract extends FillContract {

  private static final Region OTHER = new Region("other", Consistency.AVAILABLE, Duration.ZERO);
  private static final Region LAGGING = new Region("lagging", Consistency.AVAILABLE, BRIEF);

  @Nested
  class Invalidate {

    @Test
    void invalidate_someKeys_leavesTheOthers() {
      put(key(1), bytes("ada"));
      put(key(2), null);
      put(key(3), bytes("grace"));

      invalidate(key(1), key(2));

      assertThat(get(key(1))).isEqualTo(Lookup.miss());
      assertThat(get(key(2))).isEqualTo(Lookup.miss());
      assertHit(get(key(3)), bytes("grace"));
    }

    @Test
    void invalidate_absentKeys_isNoError() {
      assertThatCode(() -> invalidate(key(1), key("none"))).doesNotThrowAnyException();
    }

    @Test
    void invalidate_nothing_doesNothing() {
      assertThatCode(() -> node().invalidate(Invalidation.NOTHING, BUDGET))
          .doesNotThrowAnyException();
    }

    @Test
    void invalidate_aKey_takesTheLeaseWithIt() {
      Lease lease = lease(ada());

      invalidate(ada());

      assertThat(fill(fill(ada(), bytes("old"), lease))).isFalse();
      assertThat(get(ada())).isEqualTo(Lookup.miss());
    }

    @Test
    void invalidate_aKey_removesAllVariantsAlsoThoseThatOnlyAnotherNodeKnows() {
      List<TierKey> variants = List.of(ada(), variant(ada(), "[locale=2=de]:1"));
      variants.forEach(each -> put(each, bytes("ada")));

      other().invalidate(stale(ada()), BUDGET);

      variants.forEach(each -> assertThat(get(each)).isEqualTo(Lookup.miss()));
    }

    @Test
    void invalidate_keysOfManyLoaders_removesAll() {
      TierKey order = key(group("OrderLoader", OTHER), "ada");
      put(ada(), bytes("ada"));
      put(order, bytes("order"));

      invalidate(ada(), order);

      assertThat(get(ada())).isEqualTo(Lookup.miss());
      assertThat(get(order)).isEqualTo(Lookup.miss());
    }

    @Test
    void invalidate_aKey_isToldToOthersWhetherOrNotItStoodThereAndNotToItself() {
      awaitListening();

      other().invalidate(stale(ada()), BUDGET);

      await().untilAsserted(() -> assertThat(listener.invalidations()).contains(stale(ada())));
      assertThat(otherListener.invalidations()).isEmpty();
    }

    @Test
    void invalidate_everythingAtOnce_isToldWhole() {
      awaitListening();
      Invalidation stale =
          new Invalidation(
              Set.of(ada().stale()),
              loader(GROUP).loaders(),
              Set.of("users", "other"),
              Set.of("red"));

      other().invalidate(stale, BUDGET);

      await()
          .untilAsserted(
              () -> {
                assertThat(listener.invalidations())
                    .flatExtracting(Invalidation::keys)
                    .contains(ada().stale());
                assertThat(listener.invalidations())
                    .flatExtracting(Invalidation::loaders)
                    .containsAll(stale.loaders());
                assertThat(listener.invalidations())
                    .flatExtracting(Invalidation::regions)
                    .contains("users", "other");
                assertThat(listener.invalidations())
                    .flatExtracting(Invalidation::tags)
                    .contains("red");
              });
    }

    @Test
    void fills_anyNumber_areNotTold() {
      awaitListening();
      otherListener.clear();

      put(ada(), bytes("ada"));
      node().invalidate(stale(key("end")), BUDGET);

      await()
          .untilAsserted(
              () -> assertThat(otherListener.invalidations()).contains(stale(key("end"))));
      assertThat(otherListener.invalidations()).containsExactly(stale(key("end")));
    }
  }

  @Nested
  class Clear {

    @Test
    void clear_region_takesItsEntriesOfAllLoadersAndNoOthers() {
      TierKey order = key(group("OrderLoader", USERS), 1);
      TierKey elsewhere = key(group("ElseLoader", OTHER), 1);
      List.of(ada(), order, elsewhere).forEach(each -> put(each, bytes("x")));

      node().invalidate(region(USERS), BUDGET);

      assertThat(get(ada())).isEqualTo(Lookup.miss());
      assertThat(get(order)).isEqualTo(Lookup.miss());
      assertHit(get(elsewhere), bytes("x"));
      put(ada(), bytes("new"));
      assertHit(get(ada()), bytes("new"));
    }

    @Test
    void clear_loader_takesItsEntriesOfAllTenantsAndNoOthers() {
      TierKey tenant =
          new TierKey(
              new EntryGroup("app:UserLoader", "[tenant=4=acme]", ":1", FINGERPRINT, USERS), "ada");
      TierKey order = key(group("OrderLoader", USERS), 1);
      List.of(ada(), tenant, order).forEach(each -> put(each, bytes("x")));

      node().invalidate(loader(GROUP), BUDGET);

      assertThat(get(ada())).isEqualTo(Lookup.miss());
      assertThat(get(tenant)).isEqualTo(Lookup.miss());
      assertHit(get(order), bytes("x"));
    }

    @Test
    void clear_tag_takesWhatHasItAndNoOthers() {
      put(key(1), bytes("a"), "red", "blue");
      put(key(2), bytes("b"), "blue");
      put(key(3), bytes("c"));

      node().invalidate(tag("red"), BUDGET);

      assertThat(get(key(1))).isEqualTo(Lookup.miss());
      assertHit(get(key(2)), bytes("b"));
      assertHit(get(key(3)), bytes("c"));
    }

    @Test
    void clear_regionOrLoader_takesTheirLeases() {
      Lease one = lease(key(1));
      node().invalidate(region(USERS), BUDGET);
      Lease two = lease(key(2));
      node().invalidate(loader(GROUP), BUDGET);

      assertThat(fill(fill(key(1), bytes("old"), one))).isFalse();
      assertThat(fill(fill(key(2), bytes("old"), two))).isFalse();
    }

    @Test
    void clear_tagThatOnlyTheLoadedValueNames_isNotFilledFromBefore() {
      Lease lease = lease(ada());
      node().invalidate(tag("red"), BUDGET);

      assertThat(fill(new Fill(ada(), bytes("old"), HOUR, Set.of("red"), lease))).isFalse();
      assertThat(claim(ada())).isInstanceOf(Lookup.Granted.class);
    }

    @Test
    void clear_region_isToldToOthers() {
      awaitListening();

      other().invalidate(region(USERS), BUDGET);

      await().untilAsserted(() -> assertThat(listener.invalidations()).contains(region(USERS)));
    }
  }

  @Nested
  class HoldOff {

    private final TierKey lagging = key(group("LaggingLoader", LAGGING), 1);

    @Test
    void invalidate_regionWithHoldOff_isBarredUntilItIsOver() {
      put(lagging, bytes("old"));

      invalidate(lagging);

      assertThat(claim(lagging)).isEqualTo(new Lookup.Barred());
      elapse(BRIEF);
      await().untilAsserted(() -> assertThat(claim(lagging)).isInstanceOf(Lookup.Granted.class));
    }

    @Test
    void invalidate_oneKey_barsNoOthers() {
      invalidate(lagging);

      assertThat(claim(key(lagging.group(), 2))).isInstanceOf(Lookup.Granted.class);
    }

    @Test
    void clear_loaderWithHoldOff_barsAllItsKeys() {
      node().invalidate(loader(lagging.group()), BUDGET);

      assertThat(claim(lagging)).isEqualTo(new Lookup.Barred());
      elapse(BRIEF);
      await().untilAsserted(() -> assertThat(claim(lagging)).isInstanceOf(Lookup.Granted.class));
    }
  }
}
