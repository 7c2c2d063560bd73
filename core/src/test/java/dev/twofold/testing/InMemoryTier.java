package dev.twofold.testing;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.TierException;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.EntryFormat;
import dev.twofold.tier.Fill;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A distributed tier in memory that counts what it is asked. It keeps the same bytes as a real one,
 * expires entries by the clock it is given, and answers at once: budgets are ignored. Thread-safe.
 *
 * <p>As with a real tier, calls for nothing cost nothing and are not counted.
 */
public final class InMemoryTier implements DistributedTier {

  private final InstantSource time;
  private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();
  private final AtomicInteger multiGets = new AtomicInteger();
  private final AtomicInteger multiSets = new AtomicInteger();
  private final AtomicInteger removals = new AtomicInteger();
  private final AtomicInteger keysAsked = new AtomicInteger();
  private final AtomicInteger keysSet = new AtomicInteger();
  private volatile boolean closed;

  /** An empty tier whose entries expire by the system's clock. */
  public InMemoryTier() {
    this(InstantSource.system());
  }

  /** An empty tier whose entries expire by a clock of the test's own. */
  public InMemoryTier(InstantSource time) {
    this.time = requireNonNull(time, "time");
  }

  @Override
  public List<Lookup> getAll(List<TierKey> keys, Duration budget) {
    refuseWhenClosed();
    if (!keys.isEmpty()) {
      multiGets.incrementAndGet();
      keysAsked.addAndGet(keys.size());
    }
    return keys.stream().map(key -> EntryFormat.decode(key, stored(key.text()))).toList();
  }

  @Override
  public void putAll(List<Fill> fills, Duration budget) {
    refuseWhenClosed();
    if (!fills.isEmpty()) {
      multiSets.incrementAndGet();
      keysSet.addAndGet(fills.size());
    }
    for (Fill fill : fills) {
      byte[] stored = EntryFormat.encode(fill.key(), fill.payload());
      entries.put(fill.key().text(), new Entry(stored, time.instant().plus(fill.timeToLive())));
    }
  }

  @Override
  public void removeAll(List<TierKey> keys, Duration budget) {
    refuseWhenClosed();
    if (!keys.isEmpty()) {
      removals.incrementAndGet();
    }
    keys.forEach(key -> entries.remove(key.text()));
  }

  @Override
  public void close() {
    closed = true;
  }

  /** How many calls asked for at least one key. */
  public int multiGets() {
    return multiGets.get();
  }

  /** How many calls put at least one entry. */
  public int multiSets() {
    return multiSets.get();
  }

  /** How many calls removed at least one key, there or not. */
  public int removals() {
    return removals.get();
  }

  /** How many keys all multi-gets asked for together, repeated ones as often as they were asked. */
  public int keysAsked() {
    return keysAsked.get();
  }

  /** How many entries all multi-sets put together. */
  public int keysSet() {
    return keysSet.get();
  }

  /** Sets all counts to zero; entries stay. */
  public void resetCounts() {
    List.of(multiGets, multiSets, removals, keysAsked, keysSet).forEach(count -> count.set(0));
  }

  /** The entries that have not expired, as the tier keeps them, by the text of their key. */
  public Map<String, byte[]> contents() {
    Map<String, byte[]> contents = new TreeMap<>();
    for (String key : entries.keySet()) {
      byte[] stored = stored(key);
      if (stored != null) {
        contents.put(key, stored.clone());
      }
    }
    return contents;
  }

  /** How long the tier will still keep an entry; zero if it has none. */
  public Duration timeToLive(TierKey key) {
    Entry entry = entries.get(key.text());
    return entry == null || entry.isExpired(time.instant())
        ? Duration.ZERO
        : Duration.between(time.instant(), entry.expiry());
  }

  /** Puts any bytes under a key, as another program might. */
  public void corrupt(TierKey key, byte[] stored) {
    entries.put(key.text(), new Entry(stored.clone(), Instant.MAX));
  }

  /** Drops every entry, as an eviction or a flush does. */
  public void evictAll() {
    entries.clear();
  }

  public boolean isClosed() {
    return closed;
  }

  private byte @Nullable [] stored(String key) {
    Entry entry = entries.get(key);
    return entry == null || entry.isExpired(time.instant()) ? null : entry.stored();
  }

  private void refuseWhenClosed() {
    if (closed) {
      throw new TierException("The in-memory tier is closed", null);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Entry(byte[] stored, Instant expiry) {
    boolean isExpired(Instant now) {
      return !now.isBefore(expiry);
    }
  }
}
