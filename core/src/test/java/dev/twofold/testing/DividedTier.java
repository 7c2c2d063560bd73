package dev.twofold.testing;

import dev.twofold.error.TierException;
import dev.twofold.invalidation.Invalidation;
import dev.twofold.tier.Bracket;
import dev.twofold.tier.Claim;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.Fill;
import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.FillRight.Vantage;
import dev.twofold.tier.Filled;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.TierListener;
import dev.twofold.tier.TierUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A tier of two parts, {@code odd} and {@code even}, by the last character of the id. One of them
 * can be lost: it is waited for in vain. Thread-safe.
 */
public final class DividedTier implements DistributedTier {

  private final DistributedTier tier;
  private final AtomicReference<String> lost = new AtomicReference<>("");
  private final AtomicInteger waits = new AtomicInteger();

  public DividedTier(DistributedTier tier) {
    this.tier = tier;
  }

  /** From now on a part does not answer. */
  public void lose(String part) {
    lost.set(part);
  }

  /** How many look-ups and fills have waited for a part that is lost. */
  public int waits() {
    return waits.get();
  }

  private static String part(String id) {
    return id.charAt(id.length() - 1) % 2 == 0 ? "even" : "odd";
  }

  @Override
  public String part(TierKey key) {
    return part(key.id());
  }

  private boolean isLost(TierKey key) {
    return part(key).equals(lost.get());
  }

  @Override
  public void start(TierUse use, TierListener listener) {
    tier.start(use, listener);
  }

  @Override
  public int partitions() {
    return 2;
  }

  @Override
  public int partition(String loader, String id) {
    return part(id).equals("odd") ? 1 : 0;
  }

  @Override
  public List<Lookup> getAll(List<TierKey> keys, Claim claim, Duration budget) {
    List<TierKey> asked = keys.stream().filter(key -> !isLost(key)).toList();
    if (asked.size() < keys.size()) {
      waits.incrementAndGet();
    }
    List<Lookup> known = tier.getAll(asked, claim, budget);
    List<Lookup> answers = new ArrayList<>();
    int next = 0;
    for (TierKey key : keys) {
      answers.add(isLost(key) ? new Lookup.Unavailable(true) : known.get(next++));
    }
    return answers;
  }

  @Override
  public Vantage vantage() {
    return tier.vantage();
  }

  @Override
  public Filled putAll(
      List<Fill> fills, List<Lease> unused, List<TierKey> awaited, Duration budget) {
    List<Fill> sent = fills.stream().filter(fill -> !isLost(fill.key())).toList();
    Filled filled = tier.putAll(sent, unused, awaited, budget);
    if (sent.size() == fills.size()) {
      return filled;
    }
    waits.incrementAndGet();
    BitSet accepted = new BitSet();
    int next = 0;
    for (int i = 0; i < fills.size(); i++) {
      if (!isLost(fills.get(i).key())) {
        accepted.set(i, filled.accepted().get(next++));
      }
    }
    return new Filled(accepted, filled.awaited(), Set.of(String.valueOf(lost.get())));
  }

  @Override
  public void invalidate(Invalidation stale, Duration budget) {
    tier.invalidate(stale, budget);
    if (stale.keys().stream().anyMatch(key -> part(key.id()).equals(lost.get()))) {
      throw new TierException("a part of the tier was told to be lost", null);
    }
  }

  @Override
  public Bracket begin(Invalidation stale, Duration hold, Duration budget) {
    return tier.begin(stale, hold, budget);
  }

  @Override
  public void end(Bracket bracket, Invalidation others, Duration budget) {
    tier.end(bracket, others, budget);
  }

  @Override
  public void withdraw(Bracket bracket, Duration budget) {
    tier.withdraw(bracket, budget);
  }

  @Override
  public void close() {
    tier.close();
  }
}
