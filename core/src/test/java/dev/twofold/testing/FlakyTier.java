package dev.twofold.testing;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.TierException;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.Fill;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Breaks another tier on demand: dead for a while or for some calls, answering short, or throwing
 * what the contract does not allow. Healthy until told otherwise. Thread-safe.
 */
public final class FlakyTier implements DistributedTier {

  private enum Mood {
    HEALTHY,
    DEAD,
    SHORT,
    UNCHECKED
  }

  private final DistributedTier tier;
  private final AtomicReference<Mood> mood = new AtomicReference<>(Mood.HEALTHY);
  private final AtomicInteger failuresLeft = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();

  public FlakyTier(DistributedTier tier) {
    this.tier = requireNonNull(tier, "tier");
  }

  /** Every call throws {@link TierException} until {@link #recover}. */
  public void fail() {
    mood.set(Mood.DEAD);
  }

  /** The next calls throw {@link TierException}, the ones after them do not. */
  public void failNext(int calls) {
    failuresLeft.set(calls);
  }

  /** Every multi-get leaves out its last answer until {@link #recover}. */
  public void answerShort() {
    mood.set(Mood.SHORT);
  }

  /** Every call throws an {@link IllegalStateException} until {@link #recover}. */
  public void throwUnchecked() {
    mood.set(Mood.UNCHECKED);
  }

  /** Healthy again. */
  public void recover() {
    mood.set(Mood.HEALTHY);
    failuresLeft.set(0);
  }

  /** How many calls have thrown. */
  public int failures() {
    return failures.get();
  }

  @Override
  public List<Lookup> getAll(List<TierKey> keys, Duration budget) {
    failIfTold();
    List<Lookup> answers = tier.getAll(keys, budget);
    return mood.get() == Mood.SHORT && !answers.isEmpty()
        ? answers.subList(0, answers.size() - 1)
        : answers;
  }

  @Override
  public void putAll(List<Fill> fills, Duration budget) {
    failIfTold();
    tier.putAll(fills, budget);
  }

  @Override
  public void removeAll(List<TierKey> keys, Duration budget) {
    failIfTold();
    tier.removeAll(keys, budget);
  }

  /** Closes the tier behind, however broken. */
  @Override
  public void close() {
    tier.close();
  }

  private void failIfTold() {
    boolean next = failuresLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    if (next || mood.get() == Mood.DEAD) {
      failures.incrementAndGet();
      throw new TierException("The flaky tier was told to fail", null);
    }
    if (mood.get() == Mood.UNCHECKED) {
      failures.incrementAndGet();
      throw new IllegalStateException("The flaky tier was told to throw what it must not");
    }
  }
}
