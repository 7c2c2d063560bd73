package dev.twofold.internal.read;

import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import java.time.Duration;
import java.util.List;

/**
 * What a wave does once its keys are looked up: loads what nobody has, fills what it loaded, and
 * only then waits for what others are loading. So two requests that want each other's keys never
 * wait for each other. What others have not loaded in time is loaded here too: a loader is called
 * for its keys at most twice.
 */
final class Passes {

  private static final List<Duration> BACK_OFF =
      List.of(Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(20));

  private final SharedTiers tiers;
  private final LookupPass lookups;
  private final LoadPass loads;
  private final FillPlan fills;

  Passes(SharedTiers tiers, LookupPass lookups, LoadPass loads, FillPlan fills) {
    this.tiers = tiers;
    this.lookups = lookups;
    this.loads = loads;
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
    } finally {
      // Also if a load ended in an error: others wait for the rights that this wave has.
      fills.send(List.of());
    }
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
      List<Lookup> answers = fills.send(awaited);
      lookups.answerAgain(answers, start);
    }
  }

  private void waitForOthers() {
    long start = tiers.near().nanoTime();
    for (Duration pause : BACK_OFF) {
      Duration waited = Duration.ofNanos(tiers.near().nanoTime() - start);
      if (!lookups.awaits() || waited.plus(pause).compareTo(tiers.distributed().budget()) > 0) {
        return;
      }
      tiers.pause().take(pause);
      lookups.again();
    }
  }
}
