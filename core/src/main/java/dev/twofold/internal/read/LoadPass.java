package dev.twofold.internal.read;

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
 * a statement takes no more keys. A failed call fails its own keys.
 */
final class LoadPass {

  private final RequestStore requestStore;
  private final FillPlan fills;
  private final LoadSharing sharing;
  private final LoadTurns turns;
  private final Source source;
  private final Duration budget;
  private final WaitBudget waits;

  /**
   * @param budget how long one load may take
   * @param waits what all of them may take together
   */
  LoadPass(
      RequestStore requestStore,
      FillPlan fills,
      LoadSharing sharing,
      LoadTurns turns,
      Source source,
      Duration budget,
      WaitBudget waits) {
    this.requestStore = requestStore;
    this.fills = fills;
    this.sharing = sharing;
    this.turns = turns;
    this.source = source;
    this.budget = budget;
    this.waits = waits;
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
    if (flight == null) {
      load(batch, keys, null);
      return;
    }
    try {
      if (!flight.isEmpty()) {
        load(batch, keys.only(0, keys.size(), flight::loads), flight);
      }
    } finally {
      sharing.end(batch, flight);
    }
  }

  /**
   * @param flight for others who want the same; null: nobody shares it
   */
  private <K, C, V> void load(
      Batch<K, C, V> batch, Keys<K> keys, @Nullable Flight<K, LoadedBatch<K, C>> flight) {
    RegisteredLoader<K, C, V> loader = batch.store().loader();
    if (waits.isSpent()) {
      fail(batch, keys, Failures.budgetSpent(loader, keys.size(), waits));
      return;
    }
    LoadTurns.Turn turn = turn(batch, keys, flight);
    if (turn == null) {
      return;
    }
    fills.loadBegins();
    Set<K> outer = batch.begin(keys);
    Source chosen = batch.isBarred() || batch.mode().replaces() ? Source.WRITER : source;
    LoadCall call = new LoadCall(batch.store(), chosen, waits.cut(budget));
    long start = waits.now();
    Answer<K, C> answer;
    CheckedAnswer<K, C> checked;
    try (turn;
        call) {
      answer = loader.load().load(keys, call);
      checked = CheckedAnswer.of(loader, keys, answer);
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      RuntimeException failure = Failures.ofLoad(loader, keys.size(), e, waits);
      if (flight != null && wouldFailForOthers(call)) {
        flight.fail(failure);
      }
      fail(batch, keys, failure);
      return;
    } finally {
      batch.begin(outer);
      count(batch.store().counters(), call);
      waits.load(waits.now() - start);
    }
    if (flight != null && call.mayFill()) {
      flight.land(new LoadedBatch<>(checked, answer.byproducts()));
    }
    if (batch.mode().replaces()) {
      sharing.renewed(batch.store(), keys);
    }
    // The connection is given back before values are turned into their request forms.
    boolean mayFill = batch.mayFill() && call.mayFill();
    keep(batch, answer.byproducts(), chosen, mayFill);
    accept(batch, checked, mayFill);
  }

  /**
   * Waits until it may load. A load in a transaction of the caller has its connection already, so
   * that it must not wait for those who wait for one.
   *
   * @return null if it may not; its keys have failed
   */
  private <K, C, V> LoadTurns.@Nullable Turn turn(
      Batch<K, C, V> batch, Keys<K> keys, @Nullable Flight<K, LoadedBatch<K, C>> flight) {
    RegisteredLoader<K, C, V> loader = batch.store().loader();
    Duration patience = waits.cut(budget);
    try {
      LoadTurns.Turn turn = turns.await(loader.database() != null && batch.mayFill(), patience);
      if (turn == null) {
        RuntimeException failure = Failures.noTurn(loader, keys.size(), turns.most(), patience);
        // Others may have more time left than this request.
        if (flight != null && patience.equals(budget)) {
          flight.fail(failure);
        }
        fail(batch, keys, failure);
      }
      return turn;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(batch, keys, Failures.ofLoad(loader, keys.size(), e, waits));
      return null;
    }
  }

  private static <K> void fail(Batch<K, ?, ?> batch, Keys<K> keys, RuntimeException reason) {
    keys.forEach(key -> batch.fail(key, reason));
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
    for (Joined<K, C> joined : batch.takeJoined()) {
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
      fail(batch, keys, failure);
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
      fail(batch, keys, failure);
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
      RuntimeException failure = checked.failure(i);
      if (failure != null) {
        batch.fail(keys.at(i), failure);
      } else if (checked.isAbsent(i)) {
        absence(batch, keys.at(i), mayFill);
      }
    }
    // Last, because making a request form may ask for any key of this answer.
    batch.loaded(checked);
    for (int i = 0; i < keys.size(); i++) {
      C cached = checked.value(i);
      if (cached != null) {
        value(batch, keys, i, cached, mayFill);
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
