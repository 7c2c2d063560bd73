package dev.twofold.internal.read;

import dev.twofold.internal.registry.TierFormat;
import dev.twofold.internal.store.Counter;
import dev.twofold.internal.tiers.RequestTier;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Phase 1: splits the keys of all batches into hits and misses, with one multi-get for all of them.
 */
final class LookupPass {

  private final RequestTier tier;

  LookupPass(RequestTier tier) {
    this.tier = tier;
  }

  void run(List<Batch<?, ?, ?>> batches) {
    List<Batch<?, ?, ?>> asking = new ArrayList<>(batches.size());
    List<TierKey> names = new ArrayList<>();
    for (Batch<?, ?, ?> batch : batches) {
      if (batch.mode().looksUp() && batch.store().loader().tierFormat() != null) {
        asking.add(batch);
        name(batch, names);
      }
    }
    if (names.isEmpty()) {
      return;
    }
    List<Lookup> answers = tier.lookup(names);
    if (answers == null) {
      return;
    }
    int position = 0;
    for (Batch<?, ?, ?> batch : asking) {
      int end = position + batch.keys().size();
      split(batch, answers.subList(position, end));
      position = end;
    }
  }

  private static <K> void name(Batch<K, ?, ?> batch, List<TierKey> names) {
    for (K key : batch.keys()) {
      TierKey name = batch.store().tierKey(key);
      if (name != null) {
        names.add(name);
      }
    }
  }

  private static <K, C, V> void split(Batch<K, C, V> batch, List<Lookup> answers) {
    List<K> misses = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      K key = batch.keys().get(i);
      if (!answer(batch, key, answers.get(i))) {
        misses.add(key);
      }
    }
    batch.missed(misses);
  }

  private static <K, C, V> boolean answer(Batch<K, C, V> batch, K key, Lookup lookup) {
    if (lookup instanceof Lookup.Hit hit) {
      TierFormat<K, C> format = batch.store().loader().tierFormat();
      C cached = format == null ? null : format.decode(hit.payload());
      if (cached != null) {
        if (batch.resolve(key, cached)) {
          batch.store().counters().add(Counter.DISTRIBUTED, 1);
          batch.store().tellUniqueKeys(key);
        }
        return true;
      }
      lookup = Lookup.undecodable();
    }
    if (lookup instanceof Lookup.KnownAbsent) {
      batch.absent(key);
      batch.store().counters().add(Counter.KNOWN_ABSENT, 1);
      return true;
    }
    if (lookup instanceof Lookup.Miss miss && miss.undecodable()) {
      batch.undecodable(key);
      batch.store().counters().add(Counter.UNDECODABLE, 1);
    }
    return false;
  }
}
