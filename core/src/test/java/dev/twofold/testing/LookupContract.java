package dev.twofold.testing;

import static dev.twofold.testing.TierKeys.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.tier.Claim;
import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.Filled;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.TierUse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How a {@link dev.twofold.tier.DistributedTier} answers. */
abstract class LookupContract extends NotesContract {

  @Nested
  class GetAll {

    @Test
    void getAll_nothingPut_misses() {
      assertThat(get(ada())).isEqualTo(Lookup.miss());
    }

    @Test
    void getAll_valuePut_hits() {
      put(ada(), bytes("ada"));

      assertHit(get(ada()), bytes("ada"));
      assertHit(claim(ada()), bytes("ada"));
    }

    @Test
    void getAll_emptyValue_isAHitAndNotAbsence() {
      put(ada(), new byte[0]);

      assertHit(get(ada()), new byte[0]);
    }

    @Test
    void getAll_absencePut_isKnownAbsent() {
      put(ada(), null);

      assertThat(claim(ada())).isInstanceOf(Lookup.KnownAbsent.class);
    }

    @Test
    void getAll_remainingTime_isThatOfTheEntry() {
      put(ada(), bytes("ada"));
      put(key("nobody"), null);

      assertThat(((Lookup.Hit) get(ada())).remaining())
          .isBetween(HOUR.minusSeconds(20), HOUR.plusSeconds(1));
      assertThat(((Lookup.KnownAbsent) get(key("nobody"))).remaining())
          .isBetween(HOUR.minusSeconds(20), HOUR.plusSeconds(1));
    }

    @Test
    void getAll_tags_comeWithTheHit() {
      put(ada(), bytes("ada"), "red", "blue");

      assertThat(((Lookup.Hit) get(ada())).tags()).containsExactlyInAnyOrder("red", "blue");
    }

    @Test
    void getAll_noKeys_answersNothing() {
      assertThat(node().getAll(List.of(), Claim.LEASE, BUDGET)).isEmpty();
    }

    @Test
    void getAll_mixedKeys_answersInTheirOrder() {
      put(key("b"), bytes("B"));
      put(key("n"), null);
      put(key("a"), bytes("A"));

      List<Lookup> answers =
          node().getAll(List.of(key("a"), key("x"), key("n"), key("b")), Claim.NONE, BUDGET);

      assertThat(answers).hasSize(4);
      assertHit(answers.get(0), bytes("A"));
      assertThat(answers.get(1)).isEqualTo(Lookup.miss());
      assertThat(answers.get(2)).isInstanceOf(Lookup.KnownAbsent.class);
      assertHit(answers.get(3), bytes("B"));
    }

    @Test
    void getAll_repeatedKeys_repeatsTheirAnswers() {
      put(key(1), bytes("ada"));

      List<Lookup> answers =
          node().getAll(List.of(key(1), key(2), key(1), key(2)), Claim.LEASE, BUDGET);

      assertThat(answers).hasSize(4);
      assertHit(answers.get(0), bytes("ada"));
      assertHit(answers.get(2), bytes("ada"));
      assertThat(answers.get(1)).isInstanceOf(Lookup.Granted.class).isEqualTo(answers.get(3));
    }

    @Test
    void getAll_otherShapeOfValue_isUndecodable() {
      put(ada(), bytes("ada"));

      assertThat(get(otherShape(ada()))).isEqualTo(new Lookup.Unknown(true));
    }

    @Test
    void getAll_otherShapeOfValue_isGrantedAndReplaced() {
      put(ada(), bytes("ada"));

      Lookup.Granted granted = (Lookup.Granted) claim(otherShape(ada()));

      assertThat(granted.undecodable()).isTrue();
      assertThat(fill(fill(otherShape(ada()), bytes("new"), granted.lease()))).isTrue();
      assertHit(get(otherShape(ada())), bytes("new"));
    }

    @Test
    void getAll_otherVariant_isAnotherEntry() {
      put(ada(), bytes("ada"));

      assertThat(get(variant(ada(), "[locale=2=de]:1"))).isEqualTo(Lookup.miss());
    }

    @Test
    void getAll_answerChangedByTheCaller_keepsTheEntry() {
      put(ada(), bytes("ada"));

      Arrays.fill(((Lookup.Hit) get(ada())).payload(), (byte) 0);

      assertHit(get(ada()), bytes("ada"));
    }

    @Test
    void getAll_unusualKeys_keepsThemApart() {
      List<TierKey> keys =
          List.of("", " ", "a b", "a\r\nb", "{a}b", "ä", "😀", "a:b", "*").stream()
              .map(TierKeys::key)
              .toList();
      putAll(keys);

      for (TierKey key : keys) {
        assertHit(get(key), bytes(key.id()));
      }
      invalidate(keys.toArray(TierKey[]::new));
      assertThat(node().getAll(keys, Claim.NONE, BUDGET)).containsOnly(Lookup.miss());
    }
  }

  @Nested
  class Leases {

    @Test
    void lease_ofAnother_isAwaited() {
      Lookup first = claim(ada());

      Lookup second = other().getAll(List.of(ada()), Claim.LEASE, BUDGET).get(0);

      assertThat(second).isEqualTo(new Lookup.Awaited(((Lookup.Granted) first).lease()));
      assertThat(get(ada())).isEqualTo(second);
    }

    @Test
    void lease_notClaimed_isNotTaken() {
      get(ada());

      assertThat(claim(ada())).isInstanceOf(Lookup.Granted.class);
    }

    @Test
    void lease_expired_isGrantedAnewAndTheOldPutsNothing() {
      start(new TierUse("app", BRIEF, Duration.ZERO, Duration.ofDays(1)));
      Lease old = lease(ada());
      elapse(BRIEF);

      await().untilAsserted(() -> assertThat(claim(ada())).isInstanceOf(Lookup.Granted.class));

      assertThat(fill(fill(ada(), bytes("old"), old))).isFalse();
    }

    @Test
    void lease_unused_isGrantedToTheNext() {
      Lease unused = lease(ada());

      node().putAll(List.of(), List.of(unused), List.of(), BUDGET);

      assertThat(claim(ada())).isInstanceOf(Lookup.Granted.class);
      assertThat(fill(fill(ada(), bytes("ada"), unused))).isFalse();
    }

    @Test
    void lease_unusedAfterAnotherWasGranted_leavesTheOther() {
      Lease unused = lease(ada());
      invalidate(ada());
      Lease standing = lease(ada());

      node().putAll(List.of(), List.of(unused), List.of(), BUDGET);

      assertThat(fill(fill(ada(), bytes("ada"), standing))).isTrue();
    }

    @Test
    void lease_unusedAfterItWasUsed_leavesTheEntry() {
      Lease lease = lease(ada());
      fill(fill(ada(), bytes("ada"), lease));

      node().putAll(List.of(), List.of(lease), List.of(), BUDGET);

      assertHit(get(ada()), bytes("ada"));
    }

    @Test
    void awaited_filledMeanwhile_comesWithTheSameTrip() {
      Lease mine = lease(key(1));
      put(key(2), bytes("grace"));

      Filled filled =
          node()
              .putAll(
                  List.of(fill(key(1), bytes("ada"), mine)),
                  List.of(),
                  List.of(key(2), key(3), key(1), key(2)),
                  BUDGET);

      assertThat(filled.accepted().get(0)).isTrue();
      assertHit(filled.awaited().get(0), bytes("grace"));
      assertThat(filled.awaited().get(1)).isInstanceOf(Lookup.Granted.class);
      assertHit(filled.awaited().get(2), bytes("ada"));
      assertHit(filled.awaited().get(3), bytes("grace"));
    }
  }
}
