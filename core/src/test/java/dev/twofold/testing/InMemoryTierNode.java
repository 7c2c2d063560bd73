package dev.twofold.testing;

import dev.twofold.error.TierException;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleLoader;
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
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tier of {@link InMemoryTier#node}. Thread-safe. */
final class InMemoryTierNode implements DistributedTier {

  private final InMemoryTier shared;
  private final SharedNotes notes;

  private volatile @Nullable TierListener self;
  private volatile boolean isOver;

  InMemoryTierNode(InMemoryTier shared) {
    this.shared = shared;
    this.notes = shared.notesOfNode();
  }

  @Override
  public void start(TierUse use, TierListener listener) {
    if (self != null) {
      throw new IllegalStateException("the node works for an engine already");
    }
    self = listener;
    shared.start(use, listener);
  }

  @Override
  public int partitions() {
    return shared.partitions();
  }

  @Override
  public int partition(String loader, String id) {
    return shared.partition(loader, id);
  }

  @Override
  public double fullness() {
    return shared.fullness();
  }

  @Override
  public List<Moment> followed() {
    return shared.followed();
  }

  @Override
  public InMemoryQueueStore queues(String application) {
    return shared.queues(application);
  }

  @Override
  public List<Lookup> getAll(List<TierKey> keys, Claim claim, Duration budget) {
    refuseWhenOver();
    return shared.getAll(keys, claim, budget);
  }

  @Override
  public Vantage vantage() {
    return shared.vantage();
  }

  @Override
  public Filled putAll(
      List<Fill> fills, List<Lease> unused, List<TierKey> awaited, Duration budget) {
    refuseWhenOver();
    return shared.putAll(fills, unused, awaited, budget);
  }

  @Override
  public void invalidate(Invalidation stale, Duration budget) {
    refuseWhenOver();
    shared.invalidateFor(self, stale);
  }

  @Override
  public Bracket begin(Invalidation stale, Duration hold, Duration budget) {
    refuseWhenOver();
    return shared.begin(stale, hold, budget);
  }

  @Override
  public void end(Bracket bracket, Invalidation others, Duration budget) {
    refuseWhenOver();
    shared.endFor(self, bracket, others);
  }

  @Override
  public void withdraw(Bracket bracket, Duration budget) {
    refuseWhenOver();
    shared.withdraw(bracket, budget);
  }

  @Override
  public EntrySearch search(String pattern, int step) {
    refuseWhenOver();
    return shared.search(pattern, step);
  }

  @Override
  public void revoke(Set<StaleLoader> loaders, Duration budget) {
    refuseWhenOver();
    shared.revokeFor(self, loaders);
  }

  @Override
  public SharedNotes notes() {
    return notes;
  }

  private void refuseWhenOver() {
    if (isOver) {
      throw new TierException("The node is closed", null);
    }
  }

  @Override
  public void close() {
    isOver = true;
    shared.leave(self);
  }
}
