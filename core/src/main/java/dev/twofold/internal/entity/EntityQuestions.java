package dev.twofold.internal.entity;

import dev.twofold.Loaded;
import dev.twofold.internal.read.Asked;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.relation.Stale;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.key.ParameterValues;
import dev.twofold.tier.TierKey;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** How copies of entities ask the request that they belong to. */
public interface EntityQuestions {

  /** The largest number of unread associations that one touch resolves. */
  int cohortLimit();

  /** Whether the request has not ended. */
  boolean isOpen();

  /** Begins a question that the request may answer by itself. */
  void begin();

  /** The values of some keys, in one wave. */
  <K, V> Loaded<K, V> many(LoaderStore<K, ?, V> store, Collection<? extends K> keys);

  /** Has one wave load keys before anybody reads them; fails for none. */
  void loadAhead(List<Asked<?>> asked);

  /**
   * Has the request and the distributed tier forget some keys, while no wave runs.
   *
   * @return whether the distributed tier confirmed
   */
  boolean invalidate(Consumer<Stale> stale);

  /** Takes entries out of the distributed tier. */
  void remove(List<TierKey> names);

  /** What becomes of associations that are touched before a prefetch has read them. */
  UnplannedAssociations unplanned();

  /** The store of a loader under given parameters. */
  <K, C, V> LoaderStore<K, C, V> store(
      RegisteredLoader<K, C, V> loader, ParameterValues parameters);

  /** The store of a loader under the parameters that the calling thread has. */
  <K, C, V> LoaderStore<K, C, V> store(RegisteredLoader<K, C, V> loader);
}
