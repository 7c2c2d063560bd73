package dev.twofold.internal.flight;

import dev.twofold.tier.FillRight.Lease;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * One call of a load function, for whose answer other requests may wait. Thread-safe; one thread
 * leads it.
 *
 * @param <K> type of keys
 * @param <A> type of answers
 */
public final class Flight<K, A> {

  /** How a flight ends. */
  public sealed interface Outcome<A> {

    /** Everybody may use the answer. */
    record Landed<A>(A answer) implements Outcome<A> {}

    /** The load failed, and would fail for everybody. */
    record Failed<A>(RuntimeException reason) implements Outcome<A> {}

    /** What became of the load concerns nobody else, or nobody can wait for it any longer. */
    record Left<A>() implements Outcome<A> {}
  }

  private final Object identity;
  private final Set<K> asked;
  private final Map<K, Flight<K, A>> others;
  private final long vintage;
  private final long deadline;
  private final Predicate<Lease> leases;
  private final CompletableFuture<Outcome<A>> outcome = new CompletableFuture<>();

  Flight(
      Object identity,
      Set<K> asked,
      Map<K, Flight<K, A>> others,
      long vintage,
      long deadline,
      Predicate<Lease> leases) {
    this.identity = identity;
    this.asked = asked;
    this.others = others;
    this.vintage = vintage;
    this.deadline = deadline;
    this.leases = leases;
  }

  /** A flight for the same keys without those that others load. */
  Flight<K, A> beside(Map<K, Flight<K, A>> loading) {
    return new Flight<>(identity, asked, loading, vintage, deadline, leases);
  }

  /**
   * By key: the flights of other requests for those keys that this one was to load and does not.
   */
  public Map<K, Flight<K, A>> others() {
    return others;
  }

  /** Whether it loads nothing, because others are loading all of its keys. */
  public boolean isEmpty() {
    return others.size() == asked.size();
  }

  /** How many keys it loads. */
  public int size() {
    return asked.size() - others.size();
  }

  /** Whether it loads a key that it was asked for. */
  public boolean loads(K key) {
    return !others.containsKey(key);
  }

  Object identity() {
    return identity;
  }

  Set<K> asked() {
    return asked;
  }

  /** When it began, by the count of {@link StaleMarks}. */
  long vintage() {
    return vintage;
  }

  /** Whether its request holds a lease: as long as the lease stands, nothing has become stale. */
  boolean holds(Lease lease) {
    return leases.test(lease);
  }

  /**
   * Whether somebody may wait for it: it has an answer, or its load still has time.
   *
   * @param now the time by {@link System#nanoTime}
   */
  boolean isBoarding(long now) {
    return outcome.isDone() ? hasLanded() : deadline - now > 0;
  }

  /** Whether it has an answer for everybody. */
  public boolean hasLanded() {
    return outcome.isDone() && outcome.join() instanceof Outcome.Landed;
  }

  /** Gives everybody the answer. */
  public void land(A answer) {
    outcome.complete(new Outcome.Landed<>(answer));
  }

  /** Has everybody who waits fail too: the load would fail for them as well. */
  public void fail(RuntimeException reason) {
    outcome.complete(new Outcome.Failed<>(reason));
  }

  /** Tells everybody who waits to load, unless it has ended otherwise. */
  public void leave() {
    if (!outcome.isDone()) {
      outcome.complete(new Outcome.Left<>());
    }
  }

  /**
   * Waits until it has ended, but no longer than its load may take, and no longer than told.
   *
   * @param limit the time by {@link System#nanoTime}
   */
  public Outcome<A> await(long limit) throws InterruptedException {
    long now = System.nanoTime();
    long nanos = Math.max(0, Math.min(deadline - now, limit - now));
    try {
      return outcome.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return new Outcome.Left<>();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a flight ends by an outcome and in no other way", e);
    }
  }
}
