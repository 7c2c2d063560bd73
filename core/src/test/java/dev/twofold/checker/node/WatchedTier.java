package dev.twofold.checker.node;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.tier.Bracket;
import dev.twofold.tier.Claim;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.Fill;
import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.FillRight.Moment;
import dev.twofold.tier.FillRight.Vantage;
import dev.twofold.tier.Filled;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.TierListener;
import dev.twofold.tier.TierUse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A tier that notes what it delivers, and can let this process die between a commit and what the
 * tiers are told of it.
 */
final class WatchedTier implements DistributedTier {

  private static final int KILLED = 137;

  private final DistributedTier tier;
  private final Deliveries deliveries;
  private final AtomicBoolean doomed = new AtomicBoolean();

  WatchedTier(DistributedTier tier, Deliveries deliveries) {
    this.tier = tier;
    this.deliveries = deliveries;
  }

  /** Ends this process, at once, when the next commit wants to tell what it made stale. */
  void dieAtNextInvalidation() {
    doomed.set(true);
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
  public List<Moment> followed() {
    return tier.followed();
  }

  @Override
  public List<Lookup> getAll(List<TierKey> keys, Claim claim, Duration budget) {
    return tier.getAll(keys, claim, budget);
  }

  @Override
  public Vantage vantage() {
    return tier.vantage();
  }

  @Override
  public Filled putAll(
      List<Fill> fills, List<Lease> unused, List<TierKey> awaited, Duration budget) {
    return tier.putAll(fills, unused, awaited, budget);
  }

  @Override
  public void invalidate(Invalidation stale, Duration budget) {
    deliver(stale, () -> tier.invalidate(stale, budget));
  }

  @Override
  public Bracket begin(Invalidation stale, Duration hold, Duration budget) {
    return tier.begin(stale, hold, budget);
  }

  @Override
  public void end(Bracket bracket, Invalidation others, Duration budget) {
    deliver(bracket.stale(), () -> deliver(others, () -> tier.end(bracket, others, budget)));
  }

  @Override
  public void withdraw(Bracket bracket, Duration budget) {
    tier.withdraw(bracket, budget);
  }

  @Override
  public void close() {
    tier.close();
  }

  private void deliver(Invalidation stale, Runnable delivery) {
    if (doomed.get()) {
      Runtime.getRuntime().halt(KILLED);
    }
    try {
      delivery.run();
    } catch (RuntimeException e) {
      deliveries.failed(stale);
      throw e;
    }
    deliveries.arrived(stale);
  }
}
