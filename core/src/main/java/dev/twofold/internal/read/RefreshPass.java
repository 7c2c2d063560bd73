package dev.twofold.internal.read;

import dev.twofold.internal.flight.LoadTurns;
import dev.twofold.internal.registry.LoadFunction.Answer;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.registry.TierFormat;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.internal.tiers.WaitBudget;
import dev.twofold.tier.Source;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads the keys of one loader again whose entries soon end, with one call of its load function,
 * and puts what it finds in their place. They can be read all the time; {@link DueEntries} has the
 * rules.
 *
 * <p>No request form is made, and what a load tells beside is not kept: those entries have times of
 * their own. Used by one thread, once.
 */
public final class RefreshPass {

  private final SharedTiers tiers;
  private final Duration budget;
  private final WaitBudget waits;
  private final BooleanSupplier hasReadExpired;
  private final Rights rights = new Rights();
  private final FillPlan fills;
  private final long begun;
  private int refused;
  private int failed;
  private int removed;
  private int statements;

  /**
   * @param budget how long the load may take
   * @param waits what all of it may take
   * @param hasReadExpired whether the load was answered with values that have expired
   */
  public RefreshPass(
      SharedTiers tiers, Duration budget, WaitBudget waits, BooleanSupplier hasReadExpired) {
    this.tiers = tiers;
    this.budget = budget;
    this.waits = waits;
    this.hasReadExpired = hasReadExpired;
    this.fills = new FillPlan(tiers, rights, tiers.near().capture());
    this.begun = waits.now();
  }

  /**
   * Refreshes some keys.
   *
   * @param store knows nothing, and was not asked before
   * @param window how long before its end an entry is refreshed
   */
  public <K, C> Refreshed run(LoaderStore<K, C, ?> store, Keys<K> keys, Duration window) {
    TierFormat<K, C> format = store.loader().tierFormat();
    if (format == null) {
      return new Refreshed(0, keys.size(), 0, 0, 0);
    }
    waits.begin();
    try {
      DueEntries<K> entries = new DueEntries<>(tiers, store, format, window, rights);
      Keys<K> due = entries.of(keys);
      if (!due.isEmpty()) {
        load(store, due, format, entries);
      }
      fills.send(List.of());
      return refreshed(store, keys.size() - due.size(), due.size());
    } finally {
      waits.end();
    }
  }

  private Refreshed refreshed(LoaderStore<?, ?, ?> store, int left, int due) {
    int planned = due - failed - refused - removed;
    int put =
        tiers.distributed().exists()
            ? Math.toIntExact(store.counters().snapshot().fills())
            : planned;
    return new Refreshed(put + removed, left, refused + planned - put, failed, statements);
  }

  private <K, C> void load(
      LoaderStore<K, C, ?> store, Keys<K> keys, TierFormat<K, C> format, DueEntries<K> entries) {
    LoadCall call = new LoadCall(store, tiers.loads().health(), Source.READER, waits.cut(budget));
    long start = waits.now();
    CheckedAnswer<K, C> checked = answer(store.loader(), keys, call);
    statements = call.statements();
    if (checked == null) {
      failed = keys.size();
      return;
    }
    format.lifetime().loaded(waits.now() - start, keys.size());
    tiers.loads().times().took(format.base(), waits.now() - begun);
    boolean mayFill = call.mayFill() && !hasReadExpired.getAsBoolean();
    for (int i = 0; i < keys.size(); i++) {
      if (checked.failure(i) != null) {
        failed++;
      } else {
        entries.loaded(keys.at(i));
        replace(store, keys.at(i), checked.value(i), mayFill);
      }
    }
  }

  /** What the load answers; null if it fails, or has no turn in time, as loads of requests do. */
  private <K, C> @Nullable CheckedAnswer<K, C> answer(
      RegisteredLoader<K, C, ?> loader, Keys<K> keys, LoadCall call) {
    try (LoadTurns.Turn turn = turn(loader);
        call) {
      if (turn == null) {
        return null;
      }
      Answer<K, C> answer = LoadPass.loaded(loader, keys, call);
      return CheckedAnswer.of(loader, keys, answer);
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      return null;
    }
  }

  private LoadTurns.@Nullable Turn turn(RegisteredLoader<?, ?, ?> loader)
      throws InterruptedException {
    return tiers.loads().flights().turns().await(loader.database() != null, waits.cut(budget));
  }

  /**
   * @param cached null: the database has no value any more
   */
  private <K, C> void replace(
      LoaderStore<K, C, ?> store, K key, @Nullable C cached, boolean mayFill) {
    if (!mayFill) {
      refused++;
      return;
    }
    boolean planned =
        cached == null
            ? fills.absence(store, key, Occasion.MISSING)
            : fills.value(store, key, cached, Occasion.MISSING);
    if (!planned) {
      // The database has said something else than the entry, which must not stay.
      fills.removal(store, key);
      removed++;
    }
  }
}
