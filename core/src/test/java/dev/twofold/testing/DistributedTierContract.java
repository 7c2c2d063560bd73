package dev.twofold.testing;

import static dev.twofold.testing.TierKeys.GROUP;
import static dev.twofold.testing.TierKeys.group;
import static dev.twofold.testing.TierKeys.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.twofold.error.TierException;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.region.Consistency;
import dev.twofold.region.Region;
import dev.twofold.tier.Bracket;
import dev.twofold.tier.Claim;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.EntrySearch;
import dev.twofold.tier.Fill;
import dev.twofold.tier.FillRight;
import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every {@link DistributedTier} must do. Each test gets an empty tier. */
public abstract class DistributedTierContract extends InvalidationContract {

  @Nested
  class Brackets {

    private final TierKey account = key(group("AccountLoader", STRICT), 1);

    @Test
    void begin_key_removesItAndBarsIt() {
      put(account, bytes("old"));

      node().begin(stale(account), HOUR, BUDGET);

      assertThat(claim(account)).isEqualTo(new Lookup.Barred());
      assertThat(other().getAll(List.of(account), Claim.LEASE, BUDGET))
          .containsExactly(new Lookup.Barred());
    }

    @Test
    void begin_key_takesTheLeaseWithIt() {
      Lease lease = lease(account);

      node().begin(stale(account), HOUR, BUDGET);

      assertThat(fill(fill(account, bytes("old"), lease))).isFalse();
    }

    @Test
    void begin_key_removesAllVariants() {
      TierKey german = variant(account, "[locale=2=de]:1");
      put(account, bytes("old"));
      put(german, bytes("alt"));

      other().begin(stale(account), HOUR, BUDGET);

      assertThat(claim(account)).isEqualTo(new Lookup.Barred());
      assertThat(claim(german)).isEqualTo(new Lookup.Barred());
    }

    @Test
    void begin_key_barsNoOthers() {
      node().begin(stale(account), HOUR, BUDGET);

      assertThat(claim(key(account.group(), 2))).isInstanceOf(Lookup.Granted.class);
    }

    @Test
    void end_key_canBeFilledAgainAndIsTold() {
      awaitListening();
      Bracket bracket = node().begin(stale(account), HOUR, BUDGET);

      node().end(bracket, Invalidation.NOTHING, BUDGET);

      put(account, bytes("new"));
      assertHit(get(account), bytes("new"));
      await()
          .untilAsserted(() -> assertThat(otherListener.invalidations()).contains(stale(account)));
    }

    @Test
    void withdraw_key_canBeFilledAgain() {
      Bracket bracket = node().begin(stale(account), HOUR, BUDGET);

      node().withdraw(bracket, BUDGET);

      put(account, bytes("same"));
    }

    @Test
    void end_oneOfTwoBrackets_leavesTheOther() {
      Bracket mine = node().begin(stale(account), HOUR, BUDGET);
      Bracket others = other().begin(stale(account), HOUR, BUDGET);

      node().end(mine, Invalidation.NOTHING, BUDGET);
      assertThat(claim(account)).isEqualTo(new Lookup.Barred());

      other().withdraw(others, BUDGET);
      assertThat(claim(account)).isInstanceOf(Lookup.Granted.class);
    }

    @Test
    void begin_neverEnded_isOverWithItsTime() {
      node().begin(stale(account), BRIEF, BUDGET);
      assertThat(claim(account)).isEqualTo(new Lookup.Barred());

      elapse(BRIEF);

      await().untilAsserted(() -> assertThat(claim(account)).isInstanceOf(Lookup.Granted.class));
    }

    @Test
    void begin_shorterThanAnother_leavesTheOthersTime() {
      node().begin(stale(account), HOUR, BUDGET);
      node().begin(stale(account), BRIEF, BUDGET);
      elapse(BRIEF);

      assertThat(claim(account)).isEqualTo(new Lookup.Barred());
    }

    @Test
    void begin_region_clearsAndBarsItUntilTheEnd() {
      put(account, bytes("old"));

      Bracket bracket = node().begin(region(STRICT), HOUR, BUDGET);
      assertThat(claim(account)).isEqualTo(new Lookup.Barred());

      node().end(bracket, Invalidation.NOTHING, BUDGET);
      put(account, bytes("new"));
    }

    @Test
    void begin_loader_clearsAndBarsItUntilItIsWithdrawn() {
      put(account, bytes("old"));

      Bracket bracket = node().begin(loader(account.group()), HOUR, BUDGET);
      assertThat(claim(account)).isEqualTo(new Lookup.Barred());
      assertThat(claim(ada())).isInstanceOf(Lookup.Granted.class);

      node().withdraw(bracket, BUDGET);
      put(account, bytes("new"));
    }

    @Test
    void begin_isNotFilledFromAVantageThatKnowsOfIt() {
      claim(ada());
      Bracket bracket = node().begin(Invalidation.ofKeys(Set.of(ada().stale())), HOUR, BUDGET);

      assertThat(fill(new Fill(ada(), bytes("old"), HOUR, Set.of(), node().vantage()))).isFalse();

      node().withdraw(bracket, BUDGET);
      assertThat(fill(new Fill(ada(), bytes("new"), HOUR, Set.of(), node().vantage()))).isTrue();
    }

    @Test
    void begin_tag_isNotFilledUntilTheEnd() {
      Bracket bracket = node().begin(tag("red"), HOUR, BUDGET);
      Lease lease = lease(ada());

      assertThat(fill(new Fill(ada(), bytes("old"), HOUR, Set.of("red"), lease))).isFalse();

      node().end(bracket, Invalidation.NOTHING, BUDGET);
      assertThat(fill(new Fill(ada(), bytes("old"), HOUR, Set.of("red"), lease))).isFalse();
    }
  }

  @Nested
  class Search {

    private Set<String> search(String pattern, int step) {
      Set<String> found = new HashSet<>();
      EntrySearch search = node().search(pattern, step);
      EntrySearch.Step next;
      do {
        next = search.next(BUDGET);
        found.addAll(next.names());
        assertThat(next.share()).isBetween(0.0, 1.0);
      } while (!next.last());
      assertThat(next.share()).isEqualTo(1);
      return found;
    }

    @Test
    void search_findsEveryMatchInSteps() {
      List<TierKey> keys = IntStream.range(0, 300).mapToObj(id -> key("found " + id)).toList();
      putAll(keys);
      putAll(IntStream.range(0, 50).mapToObj(id -> key("other " + id)).toList());

      assertThat(search("app:UserLoader:*:found *", 10))
          .containsAll(keys.stream().map(TierKey::text).toList());
    }

    @Test
    void search_findsAbsenceAndRightsToFill() {
      put(key("absent"), null);
      lease(key("leased"));

      assertThat(search("app:UserLoader:*", 10))
          .contains(key("absent").text(), key("leased").text());
    }

    @Test
    void search_ofAnEmptyTier_ends() {
      assertThat(search("app:UserLoader:*", 10)).isEmpty();
    }

    @Test
    void revoke_takesRightsAndLeavesEntries() {
      put(ada(), bytes("ada"));
      Lease lease = lease(key("grace"));
      claim(key("joan"));
      FillRight vantage = node().vantage();

      node().revoke(loader(GROUP).loaders(), BUDGET);

      assertThat(fill(fill(key("grace"), bytes("old"), lease))).isFalse();
      assertThat(fill(fill(key("edith"), bytes("old"), vantage))).isFalse();
      assertHit(get(ada()), bytes("ada"));
      put(key("grace"), bytes("new"));
    }

    @Test
    void revoke_isToldToOthersAndNotToItself() {
      awaitListening();

      other().revoke(loader(GROUP).loaders(), BUDGET);

      await()
          .untilAsserted(
              () ->
                  assertThat(listener.invalidations())
                      .flatExtracting(Invalidation::loaders)
                      .containsAll(loader(GROUP).loaders()));
      assertThat(otherListener.invalidations()).isEmpty();
    }

    @Test
    void revoke_ofALoaderThatMayLag_barsItForItsHoldOff() {
      TierKey lagging =
          key(group("LagLoader", new Region("slow", Consistency.AVAILABLE, BRIEF)), 1);

      node().revoke(loader(lagging.group()).loaders(), BUDGET);

      assertThat(claim(lagging)).isEqualTo(new Lookup.Barred());
      elapse(BRIEF);
      await().untilAsserted(() -> assertThat(claim(lagging)).isInstanceOf(Lookup.Granted.class));
    }
  }

  @Nested
  class Close {

    @Test
    void start_twice_isRefused() {
      DistributedTier tier = node();

      assertThatThrownBy(() -> tier.start(USE, listener)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void close_twice_isHarmless() {
      node().close();

      assertThatCode(() -> node().close()).doesNotThrowAnyException();
    }

    @Test
    void close_thenCalled_throwsTierException() {
      Lease lease = lease(ada());
      DistributedTier tier = node();
      tier.close();

      assertThatThrownBy(() -> tier.getAll(List.of(ada()), Claim.NONE, BUDGET))
          .isInstanceOf(TierException.class);
      assertThatThrownBy(
              () ->
                  tier.putAll(
                      List.of(fill(ada(), bytes("ada"), lease)), List.of(), List.of(), BUDGET))
          .isInstanceOf(TierException.class);
      assertThatThrownBy(() -> tier.invalidate(stale(ada()), BUDGET))
          .isInstanceOf(TierException.class);
      assertThatThrownBy(() -> tier.begin(stale(ada()), HOUR, BUDGET))
          .isInstanceOf(TierException.class);
    }
  }
}
