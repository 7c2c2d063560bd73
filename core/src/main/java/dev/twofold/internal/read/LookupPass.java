package dev.twofold.internal.read;

import dev.twofold.internal.store.Counter;
import dev.twofold.tier.Claim;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Phase 1: asks the near tier for the keys of all batches, then the distributed tier for the rest,
 * with one multi-get for all of them. Knows afterwards what others are loading. Used by one thread.
 */
final class LookupPass {

  private final SharedTiers tiers;
  private final Rights rights;
  private final LoadSharing sharing;
  private final RunningWaves running;
  private final DueKeys due;
  private final long vintage;
  private List<OpenKey<?, ?, ?>> awaited = List.of();
  private List<OpenKey<?, ?, ?>> beyondNear = List.of();

  /**
   * @param rights takes the rights to fill
   * @param sharing joins loads of this process
   * @param running the waves around this one: they go on when this wave has ended, so this wave
   *     must not wait for what they have leases of
   */
  LookupPass(SharedTiers tiers, Rights rights, LoadSharing sharing, RunningWaves running) {
    this.tiers = tiers;
    this.due = new DueKeys(tiers.loads().refreshes());
    this.rights = rights;
    this.sharing = sharing;
    this.running = running;
    this.vintage = tiers.near().capture();
  }

  /** The vintage of whatever this wave reads. */
  long vintage() {
    return vintage;
  }

  void run(List<Batch<?, ?, ?>> batches) {
    for (Batch<?, ?, ?> batch : batches) {
      if (batch.mode().looksUp() && batch.store().loader().tierFormat() != null) {
        lookUp(batches);
        return;
      }
    }
  }

  private void lookUp(List<Batch<?, ?, ?>> batches) {
    NearPass near = new NearPass(tiers, due);
    List<OpenKey<?, ?, ?>> open = new ArrayList<>();
    boolean fills = false;
    for (Batch<?, ?, ?> batch : batches) {
      if (batch.mode().looksUp()) {
        int before = open.size();
        near.run(batch, open);
        fills |= open.size() > before && batch.mayFill();
      }
    }
    beyondNear = open;
    if (!open.isEmpty()) {
      long start = tiers.near().nanoTime();
      Claim claim = fills ? Claim.LEASE : Claim.NONE;
      answer(open, tiers.distributed().lookup(names(open), claim), start);
      awaited.forEach(each -> each.batch().store().counters().add(Counter.AWAITED, 1));
    }
    due.handOver();
  }

  /** The keys that the near tier has not answered. */
  List<OpenKey<?, ?, ?>> beyondNear() {
    return beyondNear;
  }

  private static List<TierKey> names(List<OpenKey<?, ?, ?>> open) {
    return open.stream().<TierKey>map(OpenKey::name).toList();
  }

  /** The names of what others are loading and this wave still wants to know. */
  List<TierKey> awaited() {
    awaited = awaited.stream().filter(OpenKey::isOpen).toList();
    return names(awaited);
  }

  boolean awaits() {
    return !awaited.isEmpty();
  }

  /** Looks up again what others are loading. */
  void again() {
    List<TierKey> names = awaited();
    if (!names.isEmpty()) {
      long start = tiers.near().nanoTime();
      answerAgain(tiers.distributed().lookup(names, Claim.LEASE), start);
    }
  }

  /**
   * Takes the answers for {@link #awaited}.
   *
   * @param answers null: there are none, and nothing is awaited any more
   * @param start a moment before they were asked for
   */
  void answerAgain(@Nullable List<Lookup> answers, long start) {
    List<OpenKey<?, ?, ?>> asked = awaited;
    loadTheRest();
    answer(asked, answers, start);
    due.handOver();
  }

  /** Waits no longer: what others are loading is a miss. */
  void loadTheRest() {
    awaited.forEach(each -> each.awaits(false));
    awaited = List.of();
  }

  private void answer(List<OpenKey<?, ?, ?>> asked, @Nullable List<Lookup> answers, long start) {
    if (answers == null) {
      return;
    }
    List<OpenKey<?, ?, ?>> waiting = new ArrayList<>(0);
    for (int i = 0; i < answers.size(); i++) {
      if (answer(asked.get(i), answers.get(i), start)) {
        waiting.add(asked.get(i));
      }
    }
    awaited = waiting;
  }

  /** Takes an answer; whether it is to wait for another. */
  private boolean answer(OpenKey<?, ?, ?> asked, @Nullable Lookup answer, long start) {
    if (answer instanceof Lookup.Hit hit) {
      if (asked.take(hit, vintage, start)) {
        asked.read(hit, due);
      } else {
        asked.undecodable();
        rights.grant(hit.lease());
      }
    } else if (answer instanceof Lookup.KnownAbsent absent) {
      asked.take(absent, vintage, start);
    } else if (answer instanceof Lookup.Granted granted) {
      rights.grant(granted.lease());
    } else if (answer instanceof Lookup.Barred) {
      asked.barred();
    } else if (answer instanceof Lookup.Awaited other && asked.batch().mayFill()) {
      if (running.have(other.lease())) {
        rights.grant(other.lease());
      } else if (!asked.joins(sharing, other.lease())) {
        asked.awaits(true);
        return true;
      }
    }
    if (answer instanceof Lookup.Miss miss && miss.undecodable()) {
      asked.undecodable();
    }
    return false;
  }
}
