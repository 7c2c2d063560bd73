package dev.twofold.internal.read;

import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a wave does once its keys are looked up: loads what nobody has, fills what it loaded, and
 * only then waits for what others are loading. So two requests that want each other's keys never
 * wait for each other. What others have not loaded in time is loaded here too: a loader is called
 * for its keys at most twice.
 */
final class Passes {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
  private static final Duration LONGEST_PAUSE = FIRST_PAUSE.multipliedBy(16);
  private static final int MOST_ROUNDS = 2;

  private final SharedTiers tiers;
  private final LookupPass lookups;
  private final LoadPass loads;
  private final LoadSharing sharing;
  private final FillPlan fills;

  Passes(
      SharedTiers tiers, LookupPass lookups, LoadPass loads, LoadSharing sharing, FillPlan fills) {
    this.tiers = tiers;
    this.lookups = lookups;
    this.loads = loads;
    this.sharing = sharing;
    this.fills = fills;
  }

  void run(List<Batch<?, ?, ?>> batches) {
    try {
      load(batches);
      if (lookups.awaits()) {
        sendAndLookUpAgain();
        waitForOthers();
        lookups.loadTheRest();
        load(batches);
      }
      takeJoined(batches);
    } finally {
      // Also if a load ended in an error: others wait for the rights that this wave has.
      send(List.of());
    }
  }

  /** Others find in the tiers what this wave has loaded, or among its loads until it is there. */
  private @Nullable List<Lookup> send(List<TierKey> awaited) {
    try {
      return fills.send(awaited);
    } finally {
      sharing.filled();
    }
  }

  /**
   * Waits for loads of other requests. If one of them comes to nothing, the first of those who wait
   * loads in its place; what comes to nothing twice is loaded by each.
   */
  private void takeJoined(List<Batch<?, ?, ?>> batches) {
    for (int round = 1; hasJoined(batches); round++) {
      send(List.of());
      long limit = sharing.waitLimit();
      batches.forEach(batch -> loads.takeJoined(batch, limit));
      if (round == MOST_ROUNDS) {
        sharing.joinNoMore();
      }
      load(batches);
    }
  }

  private static boolean hasJoined(List<Batch<?, ?, ?>> batches) {
    for (Batch<?, ?, ?> batch : batches) {
      if (batch.elsewhere().hasJoined()) {
        return true;
      }
    }
    return false;
  }

  private void load(List<Batch<?, ?, ?>> batches) {
    for (Batch<?, ?, ?> batch : batches) {
      if (batch.mode().loads()) {
        loads.run(batch);
      }
    }
  }

  /** Where nothing is to be sent, nothing was loaded, and others have had no time either. */
  private void sendAndLookUpAgain() {
    if (!fills.isEmpty()) {
      List<TierKey> awaited = lookups.awaited();
      long start = tiers.near().nanoTime();
      List<Lookup> answers = send(awaited);
      lookups.answerAgain(answers, start);
    }
  }

  /** Not longer than a trip may take: whoever has the leases may have died. */
  private void waitForOthers() {
    Duration budget = tiers.distributed().budget();
    long start = tiers.near().nanoTime();
    Duration paused = Duration.ZERO;
    Duration pause = FIRST_PAUSE;
    while (lookups.awaits()) {
      Duration elapsed = Duration.ofNanos(tiers.near().nanoTime() - start);
      Duration waited = elapsed.compareTo(paused) > 0 ? elapsed : paused;
      if (waited.plus(pause).compareTo(budget) > 0) {
        return;
      }
      tiers.pause().take(pause);
      lookups.again();
      paused = paused.plus(pause);
      pause = pause.equals(LONGEST_PAUSE) ? pause : pause.multipliedBy(2);
    }
  }
}
