package dev.twofold.internal.read;

import dev.twofold.error.LoadException;
import dev.twofold.internal.store.Counter;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.internal.store.RequestStore;
import dev.twofold.internal.tiers.TripCounters;
import dev.twofold.relation.Lazy;
import dev.twofold.tier.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The wave engine of one request.
 *
 * <p>A wave answers everything that is open at that moment: the keys that caused it and all handles
 * that wait, of all loaders. It asks the distributed tier once for all of them, then calls each
 * load function once for what is missing, then fills the distributed tier once. Everything of a
 * wave becomes known together, in the thread that caused it, so a value that a cache had never runs
 * ahead and splits the next level.
 *
 * <p>Waves of a request run one after another, under a lock that is held while tiers are waited
 * for: that is what makes each key be loaded once when several threads share a request. Threads
 * that need nothing new never take it. The lock is re-entrant, so a load may ask for other keys; a
 * key that is asked for inside its own load is a circle and fails.
 */
public final class Waves {

  private final RequestStore store;
  private final SharedTiers tiers;
  private final TripCounters trips;
  private final Duration databaseBudget;
  private final Supplier<Source> source;
  private final Runnable flushCaller;
  private final BooleanSupplier engineClosed;
  private final PendingHandles pending = new PendingHandles();
  private final WaveLock lock;

  /** Guarded by the lock. */
  private final RunningWaves running = new RunningWaves();

  private volatile boolean closed;

  /**
   * @param flushCaller writes what the calling thread has changed in its own transactions
   */
  public Waves(
      RequestStore store,
      SharedTiers tiers,
      TripCounters trips,
      Duration databaseBudget,
      Supplier<Source> source,
      Runnable flushCaller,
      BooleanSupplier engineClosed) {
    this.store = store;
    this.tiers = tiers;
    this.trips = trips;
    this.databaseBudget = databaseBudget;
    this.source = source;
    this.flushCaller = flushCaller;
    this.engineClosed = engineClosed;
    this.lock = new WaveLock(databaseBudget);
  }

  /** Whether {@link #close} was called. */
  public boolean isClosed() {
    return closed;
  }

  /** Forgets everything; a wave that is running on another thread leaves nothing behind. */
  public void close() {
    closed = true;
    forgetAll();
  }

  private void forgetAll() {
    pending.clear();
    store.clear();
  }

  /**
   * Refuses a request that has ended.
   *
   * @throws IllegalStateException if it has
   */
  public void checkOpen() {
    if (closed) {
      throw new IllegalStateException(
          "the scope is closed; it ends with its request. Work that outlives a request opens a"
              + " scope of its own with Twofold.open()");
    }
  }

  /**
   * Begins a question, which the request may answer by itself. What the caller has changed in its
   * transaction and not written is not in what the request knows, nor does any tier know of it.
   *
   * @throws IllegalStateException as {@link #checkOpen}
   */
  public void beginQuestion() {
    checkOpen();
    flushCaller.run();
  }

  /** As {@link #checkOpen}, for who has just remembered something: nothing of it stays. */
  private void checkStillOpen() {
    if (closed) {
      forgetAll();
      checkOpen();
    }
  }

  /** A handle for a key that is resolved with the next wave. */
  public <K, V> Lazy<V> lazy(LoaderStore<K, ?, V> loaderStore, K key) {
    checkOpen();
    loaderStore.counters().add(Counter.ASKED, 1);
    if (loaderStore.knows(key)) {
      loaderStore.counters().add(Counter.REQUEST, 1);
      return new LazyHandle<>(this, loaderStore, key, false);
    }
    Lazy<V> handle = pending.add(this, loaderStore, key);
    checkStillOpen();
    return handle;
  }

  /** Takes a handle out whose key is known now, and counts it. */
  void answeredMeanwhile(LazyHandle<?, ?> handle) {
    if (pending.remove(handle.store(), handle.key())) {
      handle.store().counters().add(Counter.REQUEST, 1);
    }
  }

  /** Tells the store, and nothing else, the value of a key; whether it was taken. */
  @SuppressWarnings("ReferenceEquality") // which of two equal values is known is the question
  public <K, V> boolean prime(LoaderStore<K, ?, V> loaderStore, K key, V value) {
    checkOpen();
    boolean taken =
        loaderStore.asValue(loaderStore.peek(key)) == null
            && loaderStore.putIfUnknown(key, value, false) == value;
    checkStillOpen();
    return taken;
  }

  /**
   * Does something while no other thread runs a wave, so that none brings back what it makes the
   * request forget; all the same if a wave takes longer than a load may take.
   *
   * @return whether no other thread was running a wave
   */
  public boolean runAlone(Runnable action) {
    return lock.runAlone(action);
  }

  /**
   * Resolves some keys of one loader in a wave, and with them every handle that waits.
   *
   * @param keys normalized, without duplicates
   * @return the batch, which knows the outcome of each key
   */
  public <K, C, V> Batch<K, C, V> resolve(
      LoaderStore<K, C, V> loaderStore, Collection<K> keys, Mode mode) {
    try {
      lock.acquire(loaderStore.loader());
    } catch (LoadException e) {
      Batch<K, C, V> failed = new Batch<>(loaderStore, mode, keys);
      failed.failRest(e);
      return failed;
    }
    try {
      checkUsable();
      return wave(loaderStore, keys, mode);
    } finally {
      lock.release();
    }
  }

  /**
   * Resolves a handle, unless another thread has, and with it every other one that waits.
   *
   * @return the outcome of its key
   */
  <K, V> Object resolve(LazyHandle<K, V> handle) {
    LoaderStore<K, ?, V> loaderStore = handle.store();
    K key = handle.key();
    lock.acquire(loaderStore.loader());
    try {
      checkUsable();
      Object known = loaderStore.get(key);
      if (known != null) {
        answeredMeanwhile(handle);
        return known;
      }
      RuntimeException failure = handle.failure();
      if (failure != null) {
        return new Failed(failure);
      }
      boolean waits = pending.has(loaderStore, key) && !running.isWorkingOn(loaderStore, key);
      if (!waits && !pending.remove(loaderStore, key)) {
        // It was answered once and its value forgotten since: reading it asks again.
        loaderStore.counters().add(Counter.ASKED, 1);
      }
      Collection<K> asked = waits ? List.of() : List.of(key);
      Batch<K, ?, V> batch = wave(loaderStore, asked, Mode.READ);
      handle.settle(batch.failure(key));
      return batch.outcome(key);
    } finally {
      lock.release();
    }
  }

  /**
   * Resolves keys of several loaders in one wave, and with them every handle that waits. Keys that
   * are being loaded by a wave around this one are left out; those that fail are remembered by
   * their stores.
   *
   * @param asked no two for the same store
   */
  public void resolveAhead(List<Asked<?>> asked) {
    try {
      lock.acquire(asked.get(0).store().loader());
    } catch (LoadException e) {
      asked.forEach(each -> failAhead(each, e));
      return;
    }
    try {
      checkUsable();
      List<PendingHandles.Waiting<?>> waiting = pending.drain(running::isWorkingOn);
      List<Batch<?, ?, ?>> wave = new ArrayList<>();
      for (Asked<?> each : asked) {
        wave.add(ahead(each, waiting));
      }
      run(wave, waiting);
    } finally {
      lock.release();
    }
  }

  private static <K> void failAhead(Asked<K> asked, LoadException reason) {
    new Batch<>(asked.store(), Mode.AHEAD, asked.keys()).failRest(reason);
  }

  private <K> Batch<K, ?, ?> ahead(Asked<K> asked, List<PendingHandles.Waiting<?>> waiting) {
    return batch(asked.store(), asked.keys(), Mode.AHEAD, waiting);
  }

  private <K, C, V> Batch<K, C, V> wave(
      LoaderStore<K, C, V> loaderStore, Collection<K> keys, Mode mode) {
    List<PendingHandles.Waiting<?>> waiting =
        mode.drains() ? pending.drain(running::isWorkingOn) : List.of();
    Batch<K, C, V> batch = batch(loaderStore, keys, mode, waiting);
    List<Batch<?, ?, ?>> wave = new ArrayList<>();
    wave.add(batch);
    run(wave, waiting);
    return batch;
  }

  /** The batch of some keys and of the handles that wait for keys of the same loader. */
  private <K, C, V> Batch<K, C, V> batch(
      LoaderStore<K, C, V> loaderStore,
      Collection<K> keys,
      Mode mode,
      List<PendingHandles.Waiting<?>> waiting) {
    if (mode.drains()) {
      running.resolveLoaded(loaderStore, keys);
    }
    Set<K> open = new LinkedHashSet<>();
    // One loader is one batch: handles of the same loader were asked for first.
    PendingHandles.Waiting<K> own = PendingHandles.of(loaderStore, waiting);
    if (own != null) {
      own.addTo(open);
    }
    Map<K, Object> known = new HashMap<>(0);
    List<K> circles = addOpen(loaderStore, keys, mode, open, known);
    Batch<K, C, V> batch = new Batch<>(loaderStore, mode, open);
    known.forEach(batch::known);
    circles.forEach(key -> batch.fail(key, Failures.circle(running.path(loaderStore))));
    if (own != null) {
      own.joined(batch);
    }
    return batch;
  }

  /** Runs some batches, and one for each loader of other handles that wait. */
  private void run(List<Batch<?, ?, ?>> wave, List<PendingHandles.Waiting<?>> waiting) {
    for (PendingHandles.Waiting<?> each : waiting) {
      if (!each.isJoined()) {
        wave.add(each.toBatch());
      }
    }
    wave.removeIf(each -> each.keys().isEmpty());
    try {
      run(wave);
    } finally {
      waiting.forEach(PendingHandles.Waiting::settle);
    }
  }

  private void checkUsable() {
    checkOpen();
    if (engineClosed.getAsBoolean()) {
      throw new IllegalStateException("the engine is closed; nothing can be loaded any more");
    }
  }

  /**
   * Sorts keys into those that are known now that the lock is held and those that still are open.
   *
   * @return the keys that are asked for inside their own load
   */
  private <K> List<K> addOpen(
      LoaderStore<K, ?, ?> loaderStore,
      Collection<K> keys,
      Mode mode,
      Set<K> open,
      Map<K, Object> known) {
    List<K> circles = new ArrayList<>(0);
    for (K key : keys) {
      Object value = known(loaderStore, key, mode);
      if (value != null) {
        known.put(key, value);
      } else if (running.isWorkingOn(loaderStore, key)) {
        if (mode == Mode.AHEAD) {
          // Whoever reads it asks for it anew.
          loaderStore.counters().add(Counter.ASKED, -1);
        } else {
          circles.add(key);
        }
      } else if (!open.add(key)) {
        loaderStore.counters().add(Counter.REQUEST, 1);
      }
    }
    return circles;
  }

  private static <K> @Nullable Object known(LoaderStore<K, ?, ?> loaderStore, K key, Mode mode) {
    if (mode.replaces()) {
      return null;
    }
    return mode == Mode.AHEAD ? loaderStore.peek(key) : loaderStore.get(key);
  }

  private void run(List<Batch<?, ?, ?>> batches) {
    if (batches.isEmpty()) {
      return;
    }
    trips.wave();
    Rights rights = new Rights();
    running.begin(batches, rights);
    try {
      flushCaller.run();
      LookupPass lookups = new LookupPass(tiers, rights, running::have);
      lookups.run(batches);
      FillPlan fills = new FillPlan(tiers, rights, lookups.vintage());
      LoadPass loads = new LoadPass(store, fills, source.get(), databaseBudget);
      new Passes(tiers, lookups, loads, fills).run(batches);
    } catch (RuntimeException | Error e) {
      batches.forEach(batch -> batch.failRest(Failures.ofWave(batch.store().loader(), e)));
      if (e instanceof Error error) {
        throw error;
      }
    } finally {
      running.end();
      store.owners().endResultSet();
      if (closed) {
        forgetAll();
      }
    }
    checkOpen();
  }
}
