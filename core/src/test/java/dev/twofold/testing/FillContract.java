package dev.twofold.testing;

import static dev.twofold.testing.TierKeys.GROUP;
import static dev.twofold.testing.TierKeys.group;
import static dev.twofold.testing.TierKeys.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.twofold.tier.Claim;
import dev.twofold.tier.Fill;
import dev.twofold.tier.FillRight;
import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.FillRight.Moment;
import dev.twofold.tier.FillRight.Vantage;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a {@link dev.twofold.tier.DistributedTier} lets be put. */
abstract class FillContract extends LookupContract {

  @Nested
  class PutAll {

    @Test
    void putAll_nothing_doesNothing() {
      assertThatCode(() -> node().putAll(List.of(), List.of(), List.of(), BUDGET))
          .doesNotThrowAnyException();
    }

    @Test
    void putAll_sameLeaseTwice_putsOnce() {
      Lease lease = lease(ada());

      assertThat(fill(fill(ada(), bytes("ada"), lease))).isTrue();
      assertThat(fill(fill(ada(), bytes("grace"), lease))).isFalse();
      assertHit(get(ada()), bytes("ada"));
    }

    @Test
    void putAll_leaseOfAnotherNode_isNotNeededToBeIts() {
      Lease lease = lease(ada());

      assertThat(
              other()
                  .putAll(List.of(fill(ada(), bytes("ada"), lease)), List.of(), List.of(), BUDGET)
                  .accepted()
                  .get(0))
          .isTrue();
    }

    @Test
    void putAll_someRightsLost_putsTheOthers() {
      Lease lost = lease(key(1));
      Lease kept = lease(key(2));
      invalidate(key(1));

      var accepted =
          node()
              .putAll(
                  List.of(fill(key(1), bytes("old"), lost), fill(key(2), bytes("B"), kept)),
                  List.of(),
                  List.of(),
                  BUDGET)
              .accepted();

      assertThat(accepted.stream().boxed()).containsExactly(1);
      assertThat(get(key(1))).isEqualTo(Lookup.miss());
      assertHit(get(key(2)), bytes("B"));
    }

    @Test
    void putAll_rightOfAHit_replacesIt() {
      put(ada(), bytes("ada"));
      Lease right = ((Lookup.Hit) get(ada())).lease();

      assertThat(fill(fill(ada(), bytes("grace"), right))).isTrue();
      assertHit(get(ada()), bytes("grace"));
      assertThat(fill(fill(ada(), bytes("late"), right))).isFalse();
    }

    @Test
    void putAll_rightOfAHitThatWasInvalidated_putsNothing() {
      put(ada(), bytes("ada"));
      Lease right = ((Lookup.Hit) get(ada())).lease();
      invalidate(ada());

      assertThat(fill(fill(ada(), bytes("old"), right))).isFalse();
      assertThat(get(ada())).isEqualTo(Lookup.miss());
    }

    @Test
    void putAll_rightOfAHitAndTagClearedThatOnlyTheNewValueNames_putsNothing() {
      put(ada(), bytes("ada"), "red");
      Lease right = ((Lookup.Hit) get(ada())).lease();
      node().invalidate(tag("blue"), BUDGET);

      assertThat(fill(new Fill(ada(), bytes("old"), HOUR, Set.of("red", "blue"), right))).isFalse();
    }

    @Test
    void putAll_confirmation_saysWhetherTheLeaseStandsAndLeavesNothing() {
      Lease kept = lease(key(1));
      Lease lost = lease(key(2));
      invalidate(key(2));

      assertThat(fill(Fill.confirmation(key(1), Set.of("red"), kept))).isTrue();
      assertThat(fill(Fill.confirmation(key(2), Set.of("red"), lost))).isFalse();

      assertThat(get(key(1))).isEqualTo(Lookup.miss());
      assertThat(fill(Fill.confirmation(key(1), Set.of("red"), kept))).isFalse();
      assertThat(lease(key(1))).isNotEqualTo(kept);
    }

    @Test
    void putAll_confirmationByTheRightOfAHit_removesIt() {
      put(ada(), bytes("small"));
      Lease right = ((Lookup.Hit) get(ada())).lease();

      assertThat(fill(Fill.confirmation(ada(), Set.of(), right))).isTrue();

      assertThat(get(ada())).isEqualTo(Lookup.miss());
    }

    @Test
    void putAll_confirmationByAVantage_knowsWhatWasInvalidatedSince() {
      invalidate(key("before")); // so that the node knows something of each partition
      Vantage vantage = node().vantage();
      invalidate(key("since"));

      assertThat(fill(Fill.confirmation(key("since"), Set.of(), vantage))).isFalse();
    }

    @Test
    void putAll_timesToLive_expireEachEntryByItsOwn() {
      Lease brief = lease(key("brief"));
      Lease absent = lease(key("absent"));
      Lease longer = lease(key("long"));
      node()
          .putAll(
              List.of(
                  new Fill(key("brief"), bytes("brief"), BRIEF, Set.of(), brief),
                  new Fill(key("absent"), null, BRIEF, Set.of(), absent),
                  fill(key("long"), bytes("long"), longer)),
              List.of(),
              List.of(),
              BUDGET);

      elapse(BRIEF);

      await()
          .untilAsserted(
              () ->
                  assertThat(
                          node().getAll(List.of(key("brief"), key("absent")), Claim.NONE, BUDGET))
                      .containsExactly(Lookup.miss(), Lookup.miss()));
      assertHit(get(key("long")), bytes("long"));
    }

    @Test
    void putAll_payloadChangedByTheCaller_keepsTheEntry() {
      byte[] payload = bytes("ada");
      put(ada(), payload);

      Arrays.fill(payload, (byte) 0);

      assertHit(get(ada()), bytes("ada"));
    }

    @Test
    void putAll_oneMebibyteOfAnyBytes_comesBack() {
      byte[] payload = new byte[1 << 20];
      new Random(42).nextBytes(payload);
      put(ada(), payload);

      assertHit(get(ada()), payload);
    }

    @Test
    void putAll_tenThousandEntries_allComeBackAndGo() {
      List<TierKey> keys =
          new ArrayList<>(IntStream.range(0, 10_000).mapToObj(TierKeys::key).toList());
      putAll(keys);

      Collections.shuffle(keys, new Random(42));
      List<Lookup> answers = node().getAll(keys, Claim.LEASE, BUDGET);

      assertThat(answers).hasSize(10_000);
      for (int i = 0; i < keys.size(); i++) {
        assertHit(answers.get(i), bytes(keys.get(i).id()));
      }
      invalidate(keys.toArray(TierKey[]::new));
      assertThat(node().getAll(keys, Claim.NONE, BUDGET)).containsOnly(Lookup.miss());
    }
  }

  @Nested
  class Vantages {

    /** A vantage that knows the partition of a key. */
    private Vantage vantage(TierKey key) {
      get(key);
      return node().vantage();
    }

    @Test
    void vantage_nobodyInvalidatedTheKey_puts() {
      Vantage vantage = vantage(ada());

      assertThat(fill(fill(ada(), bytes("ada"), vantage))).isTrue();
      assertHit(get(ada()), bytes("ada"));
    }

    @Test
    void vantage_keyInvalidatedSince_putsNothing() {
      Vantage vantage = vantage(ada());
      invalidate(ada());

      assertThat(fill(fill(ada(), bytes("old"), vantage))).isFalse();
      assertThat(get(ada())).isEqualTo(Lookup.miss());
    }

    @Test
    void vantage_keyInvalidatedBefore_puts() {
      invalidate(ada());
      Vantage vantage = vantage(ada());

      assertThat(fill(fill(ada(), bytes("ada"), vantage))).isTrue();
    }

    @Test
    void vantage_otherKeyInvalidatedSince_puts() {
      Vantage vantage = vantage(ada());
      invalidate(key("grace"));

      assertThat(fill(fill(ada(), bytes("ada"), vantage))).isTrue();
    }

    @Test
    void vantage_anythingClearedSince_putsNothing() {
      Vantage vantage = vantage(ada());
      node().invalidate(tag("red"), BUDGET);

      assertThat(fill(fill(ada(), bytes("old"), vantage))).isFalse();
    }

    /** A bracket that ends by its time alone leaves nothing by which an old value could be told. */
    @Test
    void vantage_inAStrictRegion_putsNothing() {
      TierKey account = key(group("AccountLoader", STRICT), 1);
      Vantage before = vantage(account);

      assertThat(fill(fill(account, bytes("same"), before))).isFalse();
      var bracket = node().begin(stale(account), HOUR, BUDGET);
      assertThat(fill(fill(account, bytes("old"), before))).isFalse();
      assertThat(fill(fill(account, bytes("old"), vantage(account)))).isFalse();
      node().withdraw(bracket, BUDGET);
      assertThat(fill(fill(account, bytes("same"), vantage(account)))).isFalse();
    }

    @Test
    void vantage_ofAnUnknownPartition_putsNothing() {
      Moment[] unknown = new Moment[node().partitions()];
      Arrays.fill(unknown, FillRight.UNKNOWN);

      assertThat(fill(fill(ada(), bytes("ada"), new Vantage(List.of(unknown))))).isFalse();
    }

    @Test
    void vantage_somebodyHoldsALease_putsAndTheLeaseDoesNot() {
      Lease lease = lease(ada());

      assertThat(fill(fill(ada(), bytes("ada"), vantage(ada())))).isTrue();

      assertThat(fill(fill(ada(), bytes("late"), lease))).isFalse();
      assertHit(get(ada()), bytes("ada"));
    }
  }

  @Test
  void partition_anyKey_isOneOfThePartitions() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(node().partition(GROUP.loader(), "id " + i))
          .isBetween(0, node().partitions() - 1)
          .isEqualTo(other().partition(GROUP.loader(), "id " + i));
    }
  }
}
