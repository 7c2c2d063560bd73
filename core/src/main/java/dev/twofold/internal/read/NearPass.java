package dev.twofold.internal.read;

import dev.twofold.internal.lifetime.Lifetime;
import dev.twofold.internal.near.NearCache;
import dev.twofold.internal.registry.TierFormat;
import dev.twofold.internal.store.Counter;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.near.NearEntry;
import dev.twofold.tier.near.NearKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the near tier for the keys of one batch after the other. Used by one thread. */
final class NearPass {

  private final SharedTiers tiers;
  private final NearLook look;
  private final DueKeys due;

  /**
   * @param due takes the keys whose entries soon end
   */
  NearPass(SharedTiers tiers, DueKeys due) {
    this.tiers = tiers;
    this.due = due;
    this.look = new NearLook(tiers.near());
  }

  /**
   * Asks for the keys of a batch.
   *
   * @param open takes the keys that it has not answered
   */
  <K, C, V> void run(Batch<K, C, V> batch, List<OpenKey<?, ?, ?>> open) {
    TierFormat<K, C> format = batch.store().loader().tierFormat();
    if (format == null) {
      return;
    }
    NearCache near = format.near();
    if (near == null || !look.begin()) {
      run(batch, format, null, open);
      return;
    }
    try {
      run(batch, format, near, open);
    } finally {
      look.end();
    }
  }

  private <K, C, V> void run(
      Batch<K, C, V> batch,
      TierFormat<K, C> format,
      @Nullable NearCache near,
      List<OpenKey<?, ?, ?>> open) {
    @Nullable NearEntry[] entries = new NearEntry[batch.keys().size()];
    // Code of the application may make stale what was read before it.
    int ahead = batch.store().loader().requestForm().isCachedForm() ? entries.length : 1;
    for (int i = 0; i < entries.length; i++) {
      if (near != null && i % ahead == 0) {
        // What is found is taken later: writes in between would make the processor wait for the
        // memory of each key by itself.
        look.get(batch, near, entries, i, i + ahead);
      }
      K key = batch.keys().at(i);
      if (batch.isOpen(i) && !tiers.bypass(batch.store(), key)) {
        NearEntry entry = entries[i];
        TierKey name =
            entry == null || near == null || !take(batch, i, format, near, entry)
                ? batch.store().tierKey(key)
                : null;
        if (name != null) {
          open.add(new OpenKey<>(batch, i, name, format));
        }
      }
    }
  }

  /** Takes an entry of the near tier; whether it could be read. */
  private <K, C, V> boolean take(
      Batch<K, C, V> batch,
      int position,
      TierFormat<K, C> format,
      NearCache near,
      NearEntry entry) {
    if (entry.isAbsent()) {
      batch.knownAbsent(position);
      return true;
    }
    C cached = format.valueOf(entry, batch.store().counters());
    if (cached == null) {
      return false;
    }
    NearKey name = entry.form() == null ? batch.store().nearKey(batch.keys().at(position)) : null;
    if (name != null) {
      near.promote(name, entry, cached);
    }
    batch.found(position, cached, Counter.NEAR);
    read(batch, batch.keys().at(position), format.lifetime(), entry);
    return true;
  }

  private <K> void read(Batch<K, ?, ?> batch, K key, Lifetime lifetime, NearEntry entry) {
    lifetime.read(batch.store().parameters(), key);
    if (lifetime.refreshes()) {
      due.readNear(batch, key, lifetime, entry.deadline() - tiers.near().nanoTime());
    }
  }
}
