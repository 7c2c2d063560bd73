package dev.twofold.testing;

import static java.util.Objects.requireNonNull;

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
import dev.twofold.write.store.QueueStore;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

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
  private final AtomicInteger mostKeys = new AtomicInteger(Integer.MAX_VALUE);
  private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
  private final AtomicReference<Runnable> beforeGets = new AtomicReference<>(() -> {});
  private final AtomicReference<Runnable> beforePuts = new AtomicReference<>(() -> {});
  private final AtomicReference<@Nullable TierListener> listener = new AtomicReference<>();
  private final AtomicBoolean abandoned = new AtomicBoolean();

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

  /**
   * Every invalidation of more keys throws {@link TierException}, as if the budget was too small.
   */
  public void failAbove(int keys) {
    mostKeys.set(keys);
  }

  /** Does something each time before anything is invalidated. */
  public void meanwhile(Runnable action) {
    meanwhile.set(action);
  }

  /** Does something each time before anything is looked up. */
  public void beforeGets(Runnable action) {
    beforeGets.set(action);
  }

  /** Does something each time before anything is put. */
  public void beforePuts(Runnable action) {
    beforePuts.set(action);
  }

  /** Healthy again. */
  public void recover() {
    mood.set(Mood.HEALTHY);
    failuresLeft.set(0);
    mostKeys.set(Integer.MAX_VALUE);
  }

  /** How many calls have thrown. */
  public int failures() {
    return failures.get();
  }

  /** Whether the engine hears what other nodes invalidate. */
  public void listening(boolean listening) {
    TierListener known = listener.get();
    if (known != null) {
      known.listening(listening);
    }
  }

  @Override
  public void start(TierUse use, TierListener listener) {
    this.listener.set(listener);
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
  public double fullness() {
    return tier.fullness();
  }

  @Override
  public List<Moment> followed() {
    return tier.followed();
  }

  @Override
  public List<Lookup> getAll(List<TierKey> keys, Claim claim, Duration budget) {
    beforeGets.get().run();
    failIfTold();
    List<Lookup> answers = tier.getAll(keys, claim, budget);
    return mood.get() == Mood.SHORT && !answers.isEmpty()
        ? answers.subList(0, answers.size() - 1)
        : answers;
  }

  @Override
  public @Nullable QueueStore queues(String application) {
    return tier.queues(application);
  }

  @Override
  public Vantage vantage() {
    return tier.vantage();
  }

  @Override
  public Filled putAll(
      List<Fill> fills, List<Lease> unused, List<TierKey> awaited, Duration budget) {
    beforePuts.get().run();
    failIfTold();
    return tier.putAll(fills, unused, awaited, budget);
  }

  @Override
  public void invalidate(Invalidation stale, Duration budget) {
    failIfTold();
    meanwhile.get().run();
    if (stale.keys().size() > mostKeys.get()) {
      failures.incrementAndGet();
      throw new TierException("The flaky tier was told to fail for so many keys", null);
    }
    tier.invalidate(stale, budget);
  }

  @Override
  public Bracket begin(Invalidation stale, Duration hold, Duration budget) {
    failIfTold();
    return tier.begin(stale, hold, budget);
  }

  @Override
  public void end(Bracket bracket, Invalidation others, Duration budget) {
    failIfTold();
    tier.end(bracket, others, budget);
  }

  @Override
  public void withdraw(Bracket bracket, Duration budget) {
    failIfTold();
    tier.withdraw(bracket, budget);
  }

  /** A search whose steps fail like other calls. */
  @Override
  public EntrySearch search(String pattern, int step) {
    EntrySearch search = tier.search(pattern, step);
    return budget -> {
      failIfTold();
      return search.next(budget);
    };
  }

  @Override
  public void revoke(Set<StaleLoader> loaders, Duration budget) {
    failIfTold();
    tier.revoke(loaders, budget);
  }

  @Override
  public @Nullable SharedNotes notes() {
    SharedNotes notes = tier.notes();
    return notes == null ? null : new FlakyNotes(notes, this::failIfTold);
  }

  /** Whether {@link #abandon} was called. */
  public boolean isAbandoned() {
    return abandoned.get();
  }

  @Override
  public void abandon() {
    abandoned.set(true);
    tier.abandon();
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
