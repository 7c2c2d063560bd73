package dev.twofold.demo.fault;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.TierException;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleLoader;
import dev.twofold.resilience.CircuitStats;
import dev.twofold.tier.Bracket;
import dev.twofold.tier.Claim;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.EntrySearch;
import dev.twofold.tier.Fill;
import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.FillRight.Moment;
import dev.twofold.tier.FillRight.Vantage;
import dev.twofold.tier.Filled;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.SharedNotes;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.TierListener;
import dev.twofold.tier.TierUse;
import dev.twofold.write.store.QueueStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A distributed tier behind a switch, which every round trip passes. What other nodes tell arrives
 * whatever its position: the tier itself listens for that. Thread-safe.
 */
final class SwitchedTier implements DistributedTier {

  private final DistributedTier tier;
  private final FaultSwitch gate;

  SwitchedTier(DistributedTier tier, FaultSwitch gate) {
    this.tier = requireNonNull(tier, "tier");
    this.gate = requireNonNull(gate, "gate");
  }

  /** What is left of the budget behind the switch. */
  private Duration pass(String call, Duration budget) {
    long start = System.nanoTime();
    boolean admitted = gate.admits(budget);
    Duration left = budget.minusNanos(System.nanoTime() - start);
    if (!admitted || left.isNegative()) {
      throw new TierException(
          "%s did not reach the distributed tier within %d ms: its fault switch is '%s'"
              .formatted(call, budget.toMillis(), gate.position().text()),
          null);
    }
    return left;
  }

  @Override
  public void start(TierUse use, TierListener listener) {
    tier.start(use, listener);
  }

  @Override
  public int partitions() {
    return tier.partitions();
  }

  @Override
  public int partition(String loader, String id) {
    return tier.partition(loader, id);
  }

  @Override
  public String part(TierKey key) {
    return tier.part(key);
  }

  @Override
  public Map<String, CircuitStats> circuits() {
    return tier.circuits();
  }

  @Override
  public double fullness() {
    return tier.fullness();
  }

  @Override
  public List<Moment> followed() {
    return tier.followed();
  }

  @Override
  public List<Lookup> getAll(List<TierKey> keys, Claim claim, Duration budget) {
    return tier.getAll(keys, claim, pass("a look-up of %d keys".formatted(keys.size()), budget));
  }

  @Override
  public Vantage vantage() {
    return tier.vantage();
  }

  @Override
  public Filled putAll(
      List<Fill> fills, List<Lease> unused, List<TierKey> awaited, Duration budget) {
    Duration left = pass("a fill of %d keys".formatted(fills.size()), budget);
    return tier.putAll(fills, unused, awaited, left);
  }

  @Override
  public void invalidate(Invalidation stale, Duration budget) {
    tier.invalidate(stale, pass("an invalidation", budget));
  }

  @Override
  public Bracket begin(Invalidation stale, Duration hold, Duration budget) {
    return tier.begin(stale, hold, pass("the announcement of a commit", budget));
  }

  @Override
  public void end(Bracket bracket, Invalidation others, Duration budget) {
    tier.end(bracket, others, pass("the end of a commit", budget));
  }

  @Override
  public void withdraw(Bracket bracket, Duration budget) {
    tier.withdraw(bracket, pass("a withdrawal", budget));
  }

  /** Not switched: queues have trips of their own. */
  @Override
  public @Nullable QueueStore queues(String application) {
    return tier.queues(application);
  }

  @Override
  public @Nullable SharedNotes notes() {
    SharedNotes notes = tier.notes();
    return notes == null ? null : new SwitchedNotes(notes, budget -> pass("a note", budget));
  }

  @Override
  public EntrySearch search(String pattern, int step) {
    EntrySearch search = tier.search(pattern, step);
    return budget -> search.next(pass("a step of a search", budget));
  }

  @Override
  public void revoke(Set<StaleLoader> loaders, Duration budget) {
    tier.revoke(loaders, pass("the end of all rights", budget));
  }

  @Override
  public void abandon() {
    tier.abandon();
  }

  @Override
  public void close() {
    tier.close();
  }

  @Override
  public String toString() {
    return "switched " + tier;
  }
}
