package dev.twofold.testing;

import static java.util.Objects.requireNonNull;

import dev.twofold.region.NearPolicy;
import dev.twofold.tier.near.NearRegion;
import dev.twofold.tier.near.NearTier;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * A near tier in maps, which counts what it is asked for and breaks on demand. Below the heap it
 * has a map of encoded values where the policy has off-heap memory or disk. Thread-safe.
 */
public final class InMemoryNearTier implements NearTier {

  private final LongSupplier nanoTime;
  private final Map<String, InMemoryNearRegion> regions = new ConcurrentHashMap<>();
  private final AtomicBoolean broken = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Runnable beforeGets = () -> {};
  final AtomicInteger gets = new AtomicInteger();
  final AtomicInteger hits = new AtomicInteger();
  final AtomicInteger puts = new AtomicInteger();
  final AtomicInteger removes = new AtomicInteger();

  public InMemoryNearTier() {
    this(System::nanoTime);
  }

  /** A tier that reads deadlines from another clock. */
  public InMemoryNearTier(LongSupplier nanoTime) {
    this.nanoTime = requireNonNull(nanoTime, "nanoTime");
  }

  @Override
  public NearRegion open(String region, NearPolicy policy) {
    if (closed.get()) {
      throw new IllegalStateException("The near tier is closed");
    }
    InMemoryNearRegion opened = new InMemoryNearRegion(this, policy, nanoTime);
    if (regions.putIfAbsent(region, opened) != null) {
      throw new IllegalStateException("Region '%s' is open already".formatted(region));
    }
    return opened;
  }

  /**
   * A region that an engine has opened.
   *
   * @throws NullPointerException if it has not
   */
  public NearRegion region(String name) {
    return requireNonNull(regions.get(name), name);
  }

  /** Every call to a region throws an {@link IllegalStateException} until {@link #recover}. */
  public void throwUnchecked() {
    broken.set(true);
  }

  /** Healthy again, with what it had. */
  public void recover() {
    broken.set(false);
  }

  /** Has something happen before each get, whose exceptions are those of the tier. */
  public void beforeGets(Runnable action) {
    beforeGets = requireNonNull(action, "action");
  }

  void beginGet() {
    failIfTold();
    beforeGets.run();
  }

  /** How often a region was asked for an entry. */
  public int gets() {
    return gets.get();
  }

  /** How often it had one. */
  public int hits() {
    return hits.get();
  }

  /** How often a region was given an entry, promoted ones among them. */
  public int puts() {
    return puts.get();
  }

  /** How often a region was told to drop an entry. */
  public int removes() {
    return removes.get();
  }

  /** Whether it was closed. */
  public boolean isClosed() {
    return closed.get();
  }

  @Override
  public void close() {
    closed.set(true);
    regions.values().forEach(InMemoryNearRegion::forget);
  }

  void failIfTold() {
    if (broken.get()) {
      throw new IllegalStateException("The near tier was told to throw what it must not");
    }
  }
}
