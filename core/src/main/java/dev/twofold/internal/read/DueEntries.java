package dev.twofold.internal.read;

import static java.util.Objects.requireNonNull;

import dev.twofold.internal.near.NearCache;
import dev.twofold.internal.registry.TierFormat;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.tier.Claim;
import dev.twofold.tier.EntryGroup;
import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import dev.twofold.tier.near.NearEntry;
import dev.twofold.tier.near.NearKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of one loader still are to be refreshed, and by this node, and what allows it.
 *
 * <p>What allows to put a value is the token of the entry that stands there, read before the load
 * begins: whoever makes the key stale takes the entry away, and with it the right. So that one node
 * of all loads a key, it takes the lease of another entry beside it, which nobody ever puts: its
 * turn. Used by one thread.
 */
final class DueEntries<K> {

  /** No parameter is written like this, so that no other entry has such a name. */
  private static final String REFRESH = "[refresh]";

  private final SharedTiers tiers;
  private final LoaderStore<K, ?, ?> store;
  private final TierFormat<K, ?> format;
  private final Duration window;
  private final Rights rights;
  private final Map<K, Lease> turns = new HashMap<>();
  private final Map<K, Lease> standing = new HashMap<>();

  /**
   * @param window how long before its end an entry is refreshed
   * @param rights takes those that are used or given up
   */
  DueEntries(
      SharedTiers tiers,
      LoaderStore<K, ?, ?> store,
      TierFormat<K, ?> format,
      Duration window,
      Rights rights) {
    this.tiers = tiers;
    this.store = store;
    this.format = format;
    this.window = window;
    this.rights = rights;
  }

  /** Those of some keys that are to be loaded. */
  Keys<K> of(Keys<K> keys) {
    Keys<K> open = keys.only(0, keys.size(), key -> !tiers.bypass(store, key));
    if (!tiers.distributed().exists()) {
      return open.only(0, open.size(), this::isDueInNear);
    }
    return standing(format.lifetime().isCoordinated() ? ours(open) : open);
  }

  private boolean isDueInNear(K key) {
    NearCache near = format.near();
    NearKey name = store.nearKey(key);
    long now = tiers.near().nanoTime();
    try {
      NearEntry entry = near == null || name == null ? null : near.get(name, now);
      return entry != null && entry.deadline() - now <= window.toNanos();
    } catch (RuntimeException e) {
      tiers.near().failed(e);
      return false;
    }
  }

  /** Those that it is the turn of this node to load. */
  private Keys<K> ours(Keys<K> keys) {
    List<Lookup> answers = lookup(beside(names(keys)), Claim.LEASE);
    for (int i = 0; i < answers.size(); i++) {
      if (answers.get(i) instanceof Lookup.Granted granted) {
        turns.put(keys.at(i), granted.lease());
      }
    }
    return keys.only(0, keys.size(), turns::containsKey);
  }

  /** Entries that are invalidated with others, and of which nothing but leases ever stands. */
  private static List<TierKey> beside(List<TierKey> names) {
    List<TierKey> beside = new ArrayList<>(names.size());
    EntryGroup group = null;
    for (TierKey name : names) {
      if (group == null) {
        EntryGroup own = name.group();
        String tenant = own.loader().substring(own.base().length());
        String variant = REFRESH + own.variant();
        group = new EntryGroup(own.base(), tenant, variant, own.fingerprint(), own.region());
      }
      beside.add(new TierKey(group, name.id()));
    }
    return beside;
  }

  /** Those whose entries stand and still end soon; looked at after the turns were taken. */
  private Keys<K> standing(Keys<K> keys) {
    List<Lookup> answers = lookup(names(keys), Claim.NONE);
    for (int i = 0; i < keys.size(); i++) {
      K key = keys.at(i);
      if (i < answers.size()
          && answers.get(i) instanceof Lookup.Hit hit
          && hit.remaining().compareTo(window) <= 0) {
        standing.put(key, hit.lease());
      } else {
        use(turns.get(key));
      }
    }
    return keys.only(0, keys.size(), standing::containsKey);
  }

  private List<TierKey> names(Keys<K> keys) {
    return keys.stream().map(key -> requireNonNull(store.tierKey(key), "name")).toList();
  }

  private List<Lookup> lookup(List<TierKey> names, Claim claim) {
    List<Lookup> answers = names.isEmpty() ? null : tiers.distributed().lookup(names, claim);
    return answers == null ? List.of() : answers;
  }

  /**
   * A key was loaded: its entry may be replaced, and others may have their turn. That of a key that
   * was not is kept until its time is over, so that not all nodes try in vain.
   */
  void loaded(K key) {
    use(standing.get(key));
    use(turns.get(key));
  }

  private void use(@Nullable Lease lease) {
    if (lease != null) {
      rights.grant(lease);
    }
  }
}
