package dev.twofold.internal.scope;

import static java.util.Objects.requireNonNull;

import dev.twofold.internal.read.Waves;
import dev.twofold.internal.registry.RegisteredUniqueKey;
import dev.twofold.internal.relation.Stale;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.internal.store.RequestStore;
import dev.twofold.invalidation.StaleLoader;
import dev.twofold.tier.TierKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Takes stale values out of the request store and out of all tiers, in one trip. */
final class Invalidations {

  private final RequestStore requestStore;
  private final ScopeDelivery delivery;
  private final Waves waves;

  Invalidations(RequestStore requestStore, ScopeDelivery delivery, Waves waves) {
    this.requestStore = requestStore;
    this.delivery = delivery;
    this.waves = waves;
  }

  <K, V> boolean of(LoaderStore<K, ?, V> store, Collection<? extends K> keys) {
    List<K> stale = new ArrayList<>(keys.size());
    for (K key : keys) {
      stale.add(Questions.normalized(store, requireNonNull(key, "a key is null")));
    }
    AtomicBoolean confirmed = new AtomicBoolean();
    // A wave that has read a value before it became stale must not bring it back afterwards.
    boolean alone = waves.runAlone(() -> confirmed.set(forgetAll(store, stale)));
    return alone && confirmed.get();
  }

  /** As above, for keys of several loaders. */
  boolean of(Some stale) {
    AtomicBoolean confirmed = new AtomicBoolean();
    boolean alone =
        waves.runAlone(
            () -> {
              StaleNames names = new StaleNames();
              stale.forgettings.forEach(forgetting -> forgetting.accept(names));
              confirmed.set(delivery.remove(names.entries, names.loaders));
            });
    return alone && confirmed.get();
  }

  /** Keys of several loaders that are stale. */
  static final class Some implements Stale {

    private final List<Consumer<StaleNames>> forgettings = new ArrayList<>();

    @Override
    public <K> void add(LoaderStore<K, ?, ?> store, K key) {
      forgettings.add(names -> forget(store, key, names));
    }
  }

  private <K, V> boolean forgetAll(LoaderStore<K, ?, V> store, List<K> stale) {
    StaleNames names = new StaleNames();
    for (K normalized : stale) {
      V value = store.asValue(store.peek(normalized));
      if (value != null) {
        for (RegisteredUniqueKey<?, K, V> uniqueKey : store.loader().uniqueKeys()) {
          forgetUnique(uniqueKey, store, value, names);
        }
      }
      forget(store, normalized, names);
    }
    return delivery.remove(names.entries, names.loaders);
  }

  private <U, K, V> void forgetUnique(
      RegisteredUniqueKey<U, K, V> uniqueKey, LoaderStore<K, ?, V> rows, V row, StaleNames names) {
    U value = uniqueKey.valueOf(row);
    if (value != null) {
      forget(requestStore.of(uniqueKey.ids(), rows.parameters()), value, names);
    }
  }

  private static <K> void forget(LoaderStore<K, ?, ?> store, K key, StaleNames names) {
    store.forget(key);
    TierKey name = store.tierKey(key);
    if (name != null) {
      names.entries.add(name);
    } else if (store.loader().shared()) {
      names.loaders.add(store.loader().stale());
    }
  }

  /** What is to be told to others: entries, and loaders that have none in any tier. */
  private static final class StaleNames {
    private final List<TierKey> entries = new ArrayList<>();
    private final Set<StaleLoader> loaders = new HashSet<>(0);
  }
}
