package dev.twofold.internal.scope;

import dev.twofold.Loaded;
import dev.twofold.internal.entity.EntityQuestions;
import dev.twofold.internal.entity.UnplannedAssociations;
import dev.twofold.internal.read.Asked;
import dev.twofold.internal.read.Mode;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.relation.Stale;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.key.ParameterValues;
import dev.twofold.tier.TierKey;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** What copies of entities use of their request. */
record EntityAccess(
    Stores stores,
    Questions questions,
    Invalidations invalidations,
    ScopeDelivery delivery,
    UnplannedAssociations unplanned,
    int cohortLimit)
    implements EntityQuestions {

  @Override
  public boolean isOpen() {
    return !stores.waves().isClosed();
  }

  @Override
  public void begin() {
    stores.waves().beginQuestion();
  }

  @Override
  public <K, V> Loaded<K, V> many(LoaderStore<K, ?, V> store, Collection<? extends K> keys) {
    return questions.many(store, keys, Mode.READ);
  }

  @Override
  public void loadAhead(List<Asked<?>> asked) {
    stores.waves().resolveAhead(asked);
  }

  @Override
  public boolean invalidate(Consumer<Stale> stale) {
    Invalidations.Some some = new Invalidations.Some();
    stale.accept(some);
    return invalidations.of(some);
  }

  @Override
  public void remove(List<TierKey> names) {
    delivery.remove(names);
  }

  @Override
  public <K, C, V> LoaderStore<K, C, V> store(
      RegisteredLoader<K, C, V> loader, ParameterValues values) {
    return stores.request().of(loader, values);
  }

  @Override
  public <K, C, V> LoaderStore<K, C, V> store(RegisteredLoader<K, C, V> loader) {
    return stores.of(loader);
  }
}
