package dev.twofold.model.relation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.stats.ScopeStats;
import dev.twofold.testing.Costs;
import dev.twofold.testing.QueryCounter;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

/** Holds the statements of one request against what they may be at most. */
final class Meter {

  private final QueryCounter queries;
  private final Limits limits;
  private final TierContents tier;
  private final Set<Question<?>> pending = new LinkedHashSet<>();
  private int spent;

  /**
   * Whether there was a handle. One that the database answers brings its rows, so whoever asks then
   * looks at no other owner; from a tier its list comes alone, and its rows are a wave for all
   * owners: the request asks for more than it has filled.
   */
  private boolean handled;

  /** What the tier has when the request begins. */
  enum TierContents {
    NOTHING,
    SOMETHING,
    /** All that the request will ask for. */
    EVERYTHING
  }

  Meter(QueryCounter queries, Limits limits, TierContents tier) {
    this.queries = queries;
    this.limits = limits;
    this.tier = tier;
  }

  /** How many statements there were. */
  int spent() {
    return spent;
  }

  /** Whether one question about one owner is answered for all owners. */
  boolean resolvesAll() {
    return limits.resolveAll();
  }

  /** Whether the answer for the root of a tree comes from the database, with all that is below. */
  boolean readsWholeTrees() {
    return tier == TierContents.NOTHING;
  }

  /** A handle waits: what is asked next may answer it too. */
  void pending(Question<?> question) {
    pending.add(question);
    handled = true;
  }

  void nothingPending() {
    pending.clear();
  }

  /** Asks what takes so many statements at most, each as often as its keys have to be split. */
  <A> A measure(int statements, Supplier<A> ask) {
    return measured(most(statements), ask);
  }

  /** Asks for a page, which no shared tier has. */
  <A> A measurePage(Supplier<A> ask) {
    return measured(read(1), ask);
  }

  private int most(int statements) {
    return tier == TierContents.EVERYTHING && !handled ? 0 : read(statements);
  }

  private int read(int statements) {
    int waiting = pending.stream().mapToInt(Question::statements).sum();
    return (statements + waiting) * limits.chunks();
  }

  /** Asks what the request knows already. */
  <A> A measureNothing(Supplier<A> ask) {
    return measured(0, ask);
  }

  /** Checks that there were so many rounds of pages at most since there were some statements. */
  void assertPages(int rounds, int before) {
    assertThat(spent - before).isLessThanOrEqualTo(read(rounds));
  }

  private <A> A measured(int most, Supplier<A> ask) {
    int before = queries.count();
    A answer = ask.get();
    int cost = queries.count() - before;
    assertThat(cost)
        .as(
            () ->
                String.join(
                    "\n", queries.statements().subList(before, queries.statements().size())))
        .isLessThanOrEqualTo(most);
    spent += cost;
    return answer;
  }

  /** Checks that what the request says it has cost is what it has cost. */
  void assertSums(ScopeStats stats) {
    Costs.check(stats);
    assertThat(stats.total().statements()).isEqualTo(spent);
    assertThat(stats.total().errors()).isZero();
    stats
        .loaders()
        .forEach(
            (loader, counted) ->
                assertThat(counted.batches())
                    .as("batches of %s: %s", loader, counted)
                    .isLessThanOrEqualTo(stats.waves() * limits.chunks()));
  }
}
