package dev.twofold.internal.read;

import dev.twofold.internal.near.NearCache;
import dev.twofold.internal.registry.TierFormat;
import dev.twofold.internal.store.Counter;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.internal.tiers.RequestTier;
import dev.twofold.region.RegionPolicy;
import dev.twofold.tier.Fill;
import dev.twofold.tier.FillRight;
import dev.twofold.tier.FillRight.Lease;
import dev.twofold.tier.FillRight.Vantage;
import dev.twofold.tier.Filled;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a wave puts into the shared tiers, for one pipeline. The near tier gets what the
 * distributed tier has accepted, and everything where there is none. Used by one thread.
 */
final class FillPlan {

  /** By entry, so that what several loads tell about a key is put once. */
  private Map<TierKey, PlannedFill> planned = Map.of();

  private List<TierKey> removals = List.of();
  private final SharedTiers tiers;
  private final RequestTier tier;
  private final Rights rights;
  private final long vintage;
  private @Nullable Vantage vantage;

  /**
   * What tiers keep of a value.
   *
   * @param payload null: there is none, or no tier wants it
   * @param nearOnly whether it is too large for the distributed tier
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  private record Bytes(byte @Nullable [] payload, boolean nearOnly) {
    static final Bytes NONE = new Bytes(null, false);
  }

  /**
   * @param rights those that the lookups were given
   * @param vintage captured before the lookups
   */
  FillPlan(SharedTiers tiers, Rights rights, long vintage) {
    this.tiers = tiers;
    this.tier = tiers.distributed();
    this.rights = rights;
    this.vintage = vintage;
  }

  /** Says that a load begins: what was invalidated before it, it sees. */
  void loadBegins() {
    if (vantage == null) {
      vantage = tier.vantage();
    }
  }

  /**
   * Plans to put a value.
   *
   * @return whether that will be tried; false where the loader has no entries there, nothing allows
   *     it, or the value is too large for every tier or cannot be written
   */
  <K, C> boolean value(LoaderStore<K, C, ?> store, K key, C cached, Occasion occasion) {
    TierFormat<K, C> format = store.loader().tierFormat();
    TierKey name = open(format, store, key, occasion);
    if (format == null || name == null) {
      return false;
    }
    byte[] encoded = format.encode(cached);
    boolean nearOnly = encoded != null && isNearOnly(format, encoded.length);
    if (encoded != null && !isTaken(format, encoded.length)) {
      store.counters().add(Counter.OVERSIZED, 1);
      format.oversized(encoded.length);
      return false;
    }
    byte[] payload = encoded == null ? null : format.pack(encoded, store.counters());
    if (payload == null && tier.exists()) {
      return false;
    }
    Duration timeToLive =
        format.isBrief(cached)
            ? format.policy().negativeTimeToLive()
            : format.lifetime().timeToLive(store.parameters(), key);
    return !timeToLive.isZero()
        && plan(
            store, key, name, cached, new Bytes(payload, nearOnly), timeToLive, format, occasion);
  }

  private boolean isTaken(TierFormat<?, ?> format, int bytes) {
    NearCache near = format.near();
    return (tier.exists() && !isNearOnly(format, bytes)) || (near != null && near.takes(bytes));
  }

  private static boolean isNearOnly(TierFormat<?, ?> format, int bytes) {
    return bytes > format.policy().maximumValueBytes();
  }

  /**
   * Plans to remember that a key has no value.
   *
   * @return whether that will be tried
   */
  <K, C> boolean absence(LoaderStore<K, C, ?> store, K key, Occasion occasion) {
    TierFormat<K, C> format = store.loader().tierFormat();
    TierKey name = open(format, store, key, occasion);
    if (format == null || name == null || format.policy().negativeTimeToLive().isZero()) {
      return false;
    }
    Duration timeToLive = format.policy().negativeTimeToLive();
    return plan(store, key, name, null, Bytes.NONE, timeToLive, format, occasion);
  }

  /** The name of an entry that may be put; null if it may not. */
  private <K, C> @Nullable TierKey open(
      @Nullable TierFormat<K, C> format, LoaderStore<K, C, ?> store, K key, Occasion occasion) {
    TierKey name = store.tierKey(key);
    if (format == null || name == null) {
      return null;
    }
    NearCache near = format.near();
    boolean possible =
        tier.exists()
            ? tier.usable() && right(name, occasion) != null
            : near != null && near.isFillableWithoutRights();
    return possible && !tiers.bypass(store, key) ? name : null;
  }

  private @Nullable FillRight right(TierKey name, Occasion occasion) {
    FillRight lease = rights.of(name);
    return lease != null || occasion == Occasion.MISSING ? lease : vantage;
  }

  private <K, C> boolean plan(
      LoaderStore<K, C, ?> store,
      K key,
      TierKey name,
      @Nullable C cached,
      Bytes bytes,
      Duration timeToLive,
      TierFormat<K, C> format,
      Occasion occasion) {
    Set<String> tags = format.tags(key);
    if (tags == null) {
      return false;
    }
    Duration lives = jittered(timeToLive, format.policy());
    if (planned.isEmpty()) {
      planned = new LinkedHashMap<>();
    }
    planned.put(
        name,
        new PlannedFill(
            store,
            name,
            cached,
            bytes.payload(),
            lives,
            cached == null ? lives : format.lifetime().inNear(lives, store.parameters(), key),
            tags,
            occasion,
            right(name, occasion),
            bytes.nearOnly(),
            format.near(),
            store.nearKey(key)));
    return true;
  }

  /** Plans to remove what stands under a key. */
  <K> void removal(LoaderStore<K, ?, ?> store, K key) {
    TierKey name = store.tierKey(key);
    if (name != null && (tier.usable() || !tier.exists())) {
      remove(name);
    }
  }

  private void remove(TierKey name) {
    if (removals.isEmpty()) {
      removals = new ArrayList<>();
    }
    removals.add(name);
  }

  /** Shortens only, so that no entry outlives what its region promises. */
  private static Duration jittered(Duration timeToLive, RegionPolicy policy) {
    long millis = timeToLive.toMillis();
    long cut = (long) (millis * policy.jitter() * ThreadLocalRandom.current().nextDouble());
    return Duration.ofMillis(Math.max(1, millis - cut));
  }

  /** Whether there is nothing to tell the distributed tier. */
  boolean isEmpty() {
    return planned.isEmpty() && rights.isEmpty();
  }

  /**
   * Sends everything, gives up the rights that were not used, and looks up some keys again: at most
   * one pipeline and one removal. The engine's queue may take it over where nothing depends on what
   * becomes of it.
   *
   * @return the answers for the keys that are looked up; null if there are none
   */
  @Nullable List<Lookup> send(List<TierKey> awaited) {
    List<Lookup> answers = tier.exists() ? sendToBoth(awaited) : sendToNear();
    if (!removals.isEmpty() && (tier.usable() || !tier.exists())) {
      tier.remove(List.copyOf(removals));
    }
    removals = List.of();
    return answers;
  }

  private @Nullable List<Lookup> sendToNear() {
    if (planned.isEmpty()) {
      return null;
    }
    long start = tiers.near().nanoTime();
    planned.values().forEach(each -> each.keep(vintage, start));
    planned = Map.of();
    return null;
  }

  private @Nullable List<Lookup> sendToBoth(List<TierKey> awaited) {
    if (isEmpty() && awaited.isEmpty()) {
      return null;
    }
    List<PlannedFill> sent = new ArrayList<>(planned.size());
    boolean refreshes = !removals.isEmpty();
    for (PlannedFill each : planned.values()) {
      if (each.right() != null) {
        sent.add(each);
        refreshes |= each.occasion() == Occasion.REFRESHED;
      }
    }
    List<Lease> unused = rights.takeAllBut(planned.keySet());
    planned = Map.of();
    boolean handedOver =
        awaited.isEmpty()
            && !refreshes
            && tiers
                .fillQueue()
                .takes(Math.max(1, sent.size() + unused.size()), () -> putBehind(sent, unused));
    return handedOver ? null : put(sent, unused, awaited);
  }

  private @Nullable List<Lookup> put(
      List<PlannedFill> sent, List<Lease> unused, List<TierKey> awaited) {
    long start = tiers.near().nanoTime();
    Filled filled = tier.fill(fills(sent), unused, awaited);
    if (filled == null) {
      return null;
    }
    settle(sent, filled, start);
    return filled.awaited();
  }

  /** Puts entries on another thread. What became stale meanwhile, the tier may not know. */
  private void putBehind(List<PlannedFill> planned, List<Lease> leases) {
    List<PlannedFill> sent = new ArrayList<>(planned.size());
    List<Lease> unused = new ArrayList<>(leases);
    for (PlannedFill each : planned) {
      if (!tiers.withheld().covers(each.name())) {
        sent.add(each);
      } else if (each.right() instanceof Lease lease) {
        unused.add(lease);
      }
    }
    long start = tiers.near().nanoTime();
    Filled filled = tier.fillBehind(fills(sent), unused);
    if (filled != null) {
      settle(sent, filled, start);
    }
  }

  private static List<Fill> fills(List<PlannedFill> sent) {
    List<Fill> fills = new ArrayList<>(sent.size());
    for (PlannedFill each : sent) {
      FillRight right = each.right();
      if (right != null) {
        fills.add(
            each.nearOnly()
                ? Fill.confirmation(each.name(), each.tags(), right)
                : new Fill(each.name(), each.payload(), each.timeToLive(), each.tags(), right));
      }
    }
    return fills;
  }

  private void settle(List<PlannedFill> sent, Filled filled, long start) {
    for (int i = 0; i < sent.size(); i++) {
      settle(sent.get(i), filled.accepted().get(i), start);
    }
  }

  private void settle(PlannedFill fill, boolean accepted, long start) {
    if (!accepted || !fill.nearOnly()) {
      fill.store().counters().add(accepted ? Counter.FILLS : Counter.REFUSED, 1);
    }
    if (accepted) {
      fill.keep(vintage, start);
    } else if (fill.occasion() == Occasion.REFRESHED) {
      remove(fill.name());
    }
  }
}
