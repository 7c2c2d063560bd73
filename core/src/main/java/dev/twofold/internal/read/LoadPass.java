package dev.twofold.internal.read;

import dev.twofold.error.LoadException;
import dev.twofold.error.TierException;
import dev.twofold.internal.flight.Flight;
import dev.twofold.internal.flight.Flight.Outcome;
import dev.twofold.internal.flight.LoadTurns;
import dev.twofold.internal.registry.LoadFunction.Answer;
import dev.twofold.internal.registry.LoadFunction.Byproduct;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.registry.TierFormat;
import dev.twofold.internal.store.Counter;
import dev.twofold.internal.store.LoaderCounters;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.internal.store.RequestStore;
import dev.twofold.internal.tiers.WaitBudget;
import dev.twofold.tier.Source;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Phase 2: loads what no tier had, with one call of the load function per loader, split only where
 * a statement takes no more keys. A failed call fails its own keys, but for those in grace.
 */
final class LoadPass {

  private final RequestStore requestStore;
  private final FillPlan fills;
  private final LoadSharing sharing;
  private final SharedLoads loads;
  private final Grace grace;
  private final Source source;
  private final Duration budget;
  private final WaitBudget waits;
  private final long begun;

  /**
   * @param budget how long one load may take
   * @param waits what all of them may take together
   */
  LoadPass(
      RequestStore requestStore,
      SharedTiers tiers,
      FillPlan fills,
      LoadSharing sharing,
      Source source,
      Duration budget,
      WaitBudget waits) {
    this.requestStore = requestStore;
    this.fills = fills;
    this.sharing = sharing;
    this.loads = tiers.loads();
    this.grace = new Grace(tiers);
    this.source = source;
    this.budget = budget;
    this.waits = waits;
    this.begun = waits.now();
  }

  <K, C, V> void run(Batch<K, C, V> batch) {
    Keys<K> misses = batch.misses();
    int limit = batch.store().loader().batchLimit();
    for (int start = 0; start < misses.size(); ) {
      int end = start + Math.min(limit, misses.size() - start);
      // Those that a load of another loader has not answered since.
      Keys<K> keys = misses.only(start, end, batch::isStillOpen);
      if (!keys.isEmpty()) {
        load(batch, keys);
      }
      start = end;
    }
  }

  private <K, C, V> void load(Batch<K, C, V> batch, Keys<K> keys) {
    Flight<K, LoadedBatch<K, C>> flight = sharing.begin(batch, keys);
    Keys<K> own = flight == null ? keys : keys.only(0, keys.size(), flight::loads);
    LoadException failure;
    try {
      failure = own.isEmpty() ? null : load(batch, own, flight);
    } finally {
      if (flight != null) {
        sharing.end(batch, flight);
      }
    }
    // Last, because making a request form of what has expired may ask for any of these keys.
    if (failure != null) {
      grace.fail(batch, own, failure);
    }
  }

  /**
   * @param flight for others who want the same; null: nobody shares it
   * @return why it could not load; null if it could
   */
  private <K, C, V> @Nullable LoadException load(
      Batch<K, C, V> batch, Keys<K> keys, @Nullable Flight<K, LoadedBatch<K, C>> flight) {
    RegisteredLoader<K, C, V> loader = batch.store().loader();
    if (waits.isSpent()) {
      return Failures.budgetSpent(loader, keys.size(), waits);
    }
    LoadTurns.Turn turn;
    try {
      turn = turn(batch, keys, flight);
    } catch (LoadException e) {
      return e;
    }
    fills.loadBegins();
    Set<K> outer = batch.begin(keys);
    Source chosen = batch.isBarred() || batch.mode().replaces() ? Source.WRITER : source;
    LoadCall call = new LoadCall(batch.store(), loads.health(), chosen, waits.cut(budget));
    long start = waits.now();
    Answer<K, C> answer;
    CheckedAnswer<K, C> checked;
    try (turn;
        call) {
      answer = loaded(loader, keys, call);
      checked = CheckedAnswer.of(loader, keys, answer);
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      LoadException failure = Failures.ofLoad(loader, keys.size(), e, waits);
      if (flight != null && wouldFailForOthers(call)) {
        flight.fail(failure);
      }
      return failure;
    } finally {
      batch.begin(outer);
      count(batch.store().counters(), call);
      waits.load(waits.now() - start);
    }
    learn(loader, waits.now() - start, keys.size());
    if (flight != null && call.mayFill()) {
      flight.land(new LoadedBatch<>(checked, answer.byproducts()));
    }
    if (batch.mode().replaces()) {
      sharing.renewed(batch.store(), keys);
    }
    // The connection is given back before values are turned into their request forms.
    boolean mayFill = batch.mayFill() && call.mayFill();
    if (!mayFill) {
      requestStore.keepPrivate();
    }
    keep(batch, answer.byproducts(), chosen, mayFill);
    accept(batch, checked, mayFill);
    return null;
  }

  /** What a load answers; its call knows if it fails. */
  static <K, C> Answer<K, C> loaded(RegisteredLoader<K, C, ?> loader, Keys<K> keys, LoadCall call)
      throws Exception {
    try {
      return loader.load().load(keys, call);
    } catch (Exception e) {
      call.failed(e);
      throw e;
    }
  }

  /**
   * Waits until it may load. A load in a transaction of the caller has its connection already, so
   * that it must not wait for those who wait for one. While a database is left out there is nothing
   * to wait for: the turn may be that of the one load that tries it.
   *
   * @throws LoadException if it may not
   */
  private <K, C, V> LoadTurns.Turn turn(
      Batch<K, C, V> batch, Keys<K> keys, @Nullable Flight<K, LoadedBatch<K, C>> flight) {
    RegisteredLoader<K, C, V> loader = batch.store().loader();
    LoadTurns turns = loads.flights().turns();
    String leftOut = turns.most() == 0 ? null : loads.health().whyLeftOut(loader.database());
    Duration patience = leftOut == null ? waits.cut(budget) : Duration.ZERO;
    try {
      LoadTurns.Turn turn = turns.await(loader.database() != null && batch.mayFill(), patience);
      if (turn == null) {
        LoadException failure =
            leftOut == null
                ? Failures.noTurn(loader, keys.size(), turns.most(), patience)
                : Failures.ofLoad(loader, keys.size(), new TierException(leftOut, null), waits);
        // Others may have more time left than this request.
        if (flight != null && (leftOut != null || patience.equals(budget))) {
          flight.fail(failure);
        }
        throw failure;
      }
      return turn;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.ofLoad(loader, keys.size(), e, waits);
    }
  }

  /** Not if the reason is its own: it was interrupted, or its time is over. */
  private static boolean wouldFailForOthers(LoadCall call) {
    return !Thread.currentThread().isInterrupted() && !call.remaining().isZero();
  }

  /**
   * Waits for the loads that a batch has joined, and takes their answers. Keys that they do not
   * answer are open as before.
   *
   * @param limit the time by {@link System#nanoTime} after which it waits no longer
   */
  <K, C, V> void takeJoined(Batch<K, C, V> batch, long limit) {
    for (Joined<K, C> joined : batch.elsewhere().takeJoined()) {
      Keys<K> keys = joined.keys().only(0, joined.keys().size(), batch::isStillOpen);
      if (!keys.isEmpty()) {
        take(batch, joined.flight(), keys, limit);
      }
    }
  }

  private <K, C, V> void take(
      Batch<K, C, V> batch, Flight<K, LoadedBatch<K, C>> flight, Keys<K> keys, long limit) {
    Outcome<LoadedBatch<K, C>> outcome;
    try {
      outcome = flight.await(limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      RuntimeException failure = Failures.interrupted(batch.store().loader(), e);
      grace.fail(batch, keys, failure);
      return;
    }
    if (outcome instanceof Outcome.Landed<LoadedBatch<K, C>> landed) {
      LoadedBatch<K, C> loaded = landed.answer();
      CheckedAnswer<K, C> answer = loaded.answer().only(keys);
      batch.store().counters().add(Counter.JOINED, answer.keys().size());
      if (keys.size() == flight.size()) {
        // Of a part of the keys nobody knows which of these it would have found beside.
        keep(batch, loaded.byproducts(), source, false);
      }
      accept(batch, answer, false);
    } else if (outcome instanceof Outcome.Failed<LoadedBatch<K, C>> failed) {
      RuntimeException failure =
          Failures.ofJoined(batch.store().loader(), keys.size(), failed.reason());
      batch.store().counters().add(Counter.JOINED, keys.size());
      grace.fail(batch, keys, failure);
    }
  }

  private void keep(
      Batch<?, ?, ?> batch, List<Byproduct<?, ?>> byproducts, Source chosen, boolean mayFill) {
    for (Byproduct<?, ?> byproduct : byproducts) {
      if (chosen == Source.WRITER || !mayLag(byproduct.loader())) {
        keep(batch, byproduct, mayFill);
      }
    }
  }

  /** The rights of a wave are given before its first load, and used after its last. */
  private void learn(RegisteredLoader<?, ?, ?> loader, long nanos, int keys) {
    TierFormat<?, ?> format = loader.tierFormat();
    if (format != null) {
      loads.times().took(format.base(), waits.now() - begun);
      format.lifetime().loaded(nanos, keys);
    }
  }

  private static void count(LoaderCounters counters, LoadCall call) {
    counters.add(Counter.BATCHES, 1);
    counters.add(Counter.STATEMENTS, call.statements());
    counters.add(Counter.DATABASE_NANOS, call.elapsedNanos());
  }

  private <K, C, V> void accept(
      Batch<K, C, V> batch, CheckedAnswer<K, C> checked, boolean mayFill) {
    batch.store().counters().add(Counter.UNASKED, checked.unasked());
    Keys<K> keys = checked.keys();
    for (int i = 0; i < keys.size(); i++) {
      if (checked.isAbsent(i)) {
        absence(batch, keys.at(i), mayFill);
      }
    }
    // Last, because making a request form may ask for any key of this answer.
    batch.loaded(checked);
    for (int i = 0; i < keys.size(); i++) {
      C cached = checked.value(i);
      RuntimeException failure = checked.failure(i);
      if (cached != null) {
        value(batch, keys, i, cached, mayFill);
      } else if (failure != null) {
        grace.fail(batch, keys.at(i), failure);
      }
    }
    batch.loaded(null);
  }

  private <K, C, V> void value(
      Batch<K, C, V> batch, Keys<K> keys, int position, C cached, boolean mayFill) {
    if (!batch.resolve(keys, position, cached)) {
      return;
    }
    K key = keys.at(position);
    batch.store().counters().add(Counter.DATABASE, 1);
    TierFormat<K, C> format = batch.store().loader().tierFormat();
    if (format != null) {
      format.lifetime().read(batch.store().parameters(), key);
    }
    if (mayFill
        && !fills.value(batch.store(), key, cached, batch.occasion())
        && batch.isSuspect(key)) {
      fills.removal(batch.store(), key);
    }
  }

  private <K> void absence(Batch<K, ?, ?> batch, K key, boolean mayFill) {
    batch.absent(key);
    batch.store().counters().add(Counter.ABSENT, 1);
    if (mayFill && !fills.absence(batch.store(), key, batch.occasion()) && batch.isSuspect(key)) {
      fills.removal(batch.store(), key);
    }
  }

  /**
   * Whether a replica may have an old value where the distributed tier knows that it is: such a
   * value is asked for under its own key, and read from the primary while it is held off.
   */
  private static boolean mayLag(RegisteredLoader<?, ?, ?> loader) {
    TierFormat<?, ?> format = loader.tierFormat();
    return format != null && !format.policy().holdOff().isZero();
  }

  private <K, C> void keep(Batch<?, ?, ?> batch, Byproduct<K, C> byproduct, boolean mayFill) {
    keep(batch, byproduct, byproduct.loader(), mayFill);
  }

  private <K, C, V> void keep(
      Batch<?, ?, ?> batch,
      Byproduct<K, C> byproduct,
      RegisteredLoader<K, C, V> loader,
      boolean mayFill) {
    K key = byproduct.key();
    C cached = byproduct.cached();
    // A list may depend on more parameters than its rows do.
    LoaderStore<K, C, V> store =
        requestStore.of(loader, batch.store().parameters().only(loader.parameters()));
    V value;
    try {
      value = loader.requestForm().of(key, cached, store);
    } catch (RuntimeException e) {
      // Nobody asked for it; it fails its own key when somebody does.
      return;
    }
    boolean replaces = batch.mode().replaces();
    if (replaces) {
      store.put(key, value);
    } else {
      store.putIfUnknown(key, value, batch.mode() == Mode.AHEAD && !byproduct.incidental());
    }
    Occasion occasion = replaces ? Occasion.REFRESHED : Occasion.BESIDE;
    if (mayFill && !fills.value(store, key, cached, occasion) && replaces) {
      fills.removal(store, key);
    }
  }
}
