package dev.twofold.internal.read;

import dev.twofold.error.LoadException;
import dev.twofold.internal.store.Counter;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.internal.store.RequestStore;
import dev.twofold.internal.tiers.WaitBudget;
import dev.twofold.relation.Lazy;
import java.util.ArrayList;
import java.util.List;
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
  private final WaveUse use;
  private final Room room;
  private final PendingHandles pending = new PendingHandles();
  private final WaveLock lock;

  /** Guarded by the lock. */
  private final RunningWaves running = new RunningWaves();

  private volatile boolean closed;

  /**
   * @param store what the request knows
   */
  public Waves(RequestStore store, WaveUse use) {
    this.store = store;
    this.use = use;
    this.room = new Room(store, use.maximumValues());
    this.lock = new WaveLock(use.databaseBudget());
  }

  /**
   * Waves of the same request that fill another store: what they find does not become known to the
   * request.
   */
  public Waves apart(RequestStore other) {
    return new Waves(other, use.unobserved());
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
    store.asked();
    use.flushCaller().run();
  }

  /** Whether invalidations of other nodes, if any, have arrived since the request began. */
  public boolean areOthersHeard() {
    return use.areOthersHeard();
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
    if (taken) {
      store.keepPrivate();
    }
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
   * @param keys normalized
   * @return the batch, which knows the outcome of each key
   */
  public <K, C, V> Batch<K, C, V> resolve(
      LoaderStore<K, C, V> loaderStore, Keys<K> keys, Mode mode) {
    try {
      lock.acquire(loaderStore.loader(), use.waits().get());
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
    lock.acquire(loaderStore.loader(), use.waits().get());
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
      Keys<K> asked = waits ? new Keys<>(0) : Keys.of(key);
      Batch<K, ?, V> batch = wave(loaderStore, asked, Mode.READ);
      handle.settle(batch.failure(key));
      // It may have become known just before the wave took the handles that wait.
      Object meanwhile = batch.has(key) ? null : loaderStore.get(key);
      return meanwhile == null ? batch.outcome(key) : meanwhile;
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
      lock.acquire(asked.get(0).store().loader(), use.waits().get());
    } catch (LoadException e) {
      asked.forEach(each -> failAhead(each, e));
      return;
    }
    try {
      checkUsable();
      List<PendingHandles.Waiting<?>> waiting = drain();
      List<Batch<?, ?, ?>> wave = new ArrayList<>();
      for (Asked<?> each : asked) {
        wave.add(batch(each, Mode.AHEAD, waiting));
      }
      run(wave, waiting);
    } finally {
      lock.release();
    }
  }

  /**
   * Asks the tiers above the database for keys of several loaders, in one wave. The store knows
   * afterwards what they have.
   *
   * @param asked no two for the same store
   */
  public void peekAll(List<Asked<?>> asked) {
    if (asked.isEmpty()) {
      return;
    }
    lock.acquire(asked.get(0).store().loader(), use.waits().get());
    try {
      checkUsable();
      List<Batch<?, ?, ?>> wave = new ArrayList<>(asked.size());
      for (Asked<?> each : asked) {
        wave.add(batch(each, Mode.PEEK, List.of()));
      }
      run(wave);
    } finally {
      lock.release();
    }
  }

  private static <K> void failAhead(Asked<K> asked, LoadException reason) {
    new Batch<>(asked.store(), Mode.AHEAD, asked.keys()).failRest(reason);
  }

  private <K> Batch<K, ?, ?> batch(
      Asked<K> asked, Mode mode, List<PendingHandles.Waiting<?>> waiting) {
    return batch(asked.store(), asked.keys(), mode, waiting);
  }

  private <K, C, V> Batch<K, C, V> wave(LoaderStore<K, C, V> loaderStore, Keys<K> keys, Mode mode) {
    List<PendingHandles.Waiting<?>> waiting = mode.drains() ? drain() : List.of();
    Batch<K, C, V> batch = batch(loaderStore, keys, mode, waiting);
    List<Batch<?, ?, ?>> wave = new ArrayList<>(1 + waiting.size());
    wave.add(batch);
    run(wave, waiting);
    return batch;
  }

  /** Takes all handles that wait, once those are known whose cached forms are loaded already. */
  private List<PendingHandles.Waiting<?>> drain() {
    List<PendingHandles.Waiting<?>> waiting = pending.drain(running);
    waiting.forEach(each -> each.resolveLoaded(running));
    return waiting;
  }

  /** The batch of some keys and of the handles that wait for keys of the same loader. */
  private <K, C, V> Batch<K, C, V> batch(
      LoaderStore<K, C, V> loaderStore,
      Keys<K> asked,
      Mode mode,
      List<PendingHandles.Waiting<?>> waiting) {
    if (mode.drains()) {
      running.resolveLoaded(loaderStore, asked);
    }
    PendingHandles.Waiting<K> own = PendingHandles.of(loaderStore, waiting);
    loaderStore.expect(asked.size());
    if (own == null) {
      Batch<K, C, V> batch = new Batch<>(loaderStore, mode, asked);
      for (K key : asked) {
        takeUnlessOpen(batch, key);
      }
      return batch;
    }
    // One loader is one batch: handles of the same loader were asked for first.
    Keys<K> keys = own.open();
    int handles = keys.size();
    asked.forEach(keys::include);
    Batch<K, C, V> batch = own.joined(new Batch<>(loaderStore, mode, keys));
    for (K key : asked) {
      boolean open = takeUnlessOpen(batch, key);
      if (open && keys.position(key) < handles) {
        loaderStore.counters().add(Counter.REQUEST, 1);
      }
    }
    return batch;
  }

  /**
   * Tells a batch what became of a key, if that is known now that the lock is held, or if it is
   * asked for inside its own load.
   *
   * @return whether the key still is open
   */
  private <K> boolean takeUnlessOpen(Batch<K, ?, ?> batch, K key) {
    LoaderStore<K, ?, ?> loaderStore = batch.store();
    Object known = known(loaderStore, key, batch.mode());
    if (known != null) {
      batch.known(key, known);
      return false;
    }
    if (!running.isWorkingOn(loaderStore, key)) {
      return true;
    }
    if (batch.mode() == Mode.AHEAD) {
      // Whoever reads it asks for it anew.
      loaderStore.counters().add(Counter.ASKED, -1);
      batch.leaveOut(key);
    } else {
      batch.fail(key, Failures.circle(running.path(loaderStore)));
    }
    return false;
  }

  /** Runs some batches, and one for each loader of other handles that wait. */
  private void run(List<Batch<?, ?, ?>> wave, List<PendingHandles.Waiting<?>> waiting) {
    for (PendingHandles.Waiting<?> each : waiting) {
      if (!each.isJoined()) {
        wave.add(each.toBatch());
      }
    }
    wave.removeIf(each -> !each.isOpen());
    try {
      run(wave);
    } finally {
      waiting.forEach(PendingHandles.Waiting::settle);
    }
  }

  private void checkUsable() {
    checkOpen();
    if (use.engineClosed().getAsBoolean()) {
      throw new IllegalStateException("the engine is closed; nothing can be loaded any more");
    }
  }

  private static <K> @Nullable Object known(LoaderStore<K, ?, ?> store, K key, Mode mode) {
    return mode.replaces() ? null : mode == Mode.AHEAD ? store.peek(key) : store.get(key);
  }

  private void run(List<Batch<?, ?, ?>> batches) {
    if (batches.isEmpty() || !room.isLeftFor(batches)) {
      return;
    }
    use.trips().wave();
    Rights rights = new Rights();
    WaitBudget budget = use.waits().get();
    budget.begin();
    running.begin(batches, rights);
    try {
      use.resolve(batches, store, rights, running, budget);
    } catch (RuntimeException | Error e) {
      batches.forEach(batch -> batch.failRest(Failures.ofWave(batch.store().loader(), e)));
      if (e instanceof Error error) {
        throw error;
      }
    } finally {
      running.end();
      budget.end();
      store.owners().endResultSet();
      if (closed) {
        forgetAll();
      }
    }
    checkOpen();
  }
}
