package dev.twofold.internal.scope;

import dev.twofold.internal.read.Waves;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.relation.RequestAccess;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.internal.store.Owners;
import dev.twofold.key.ParameterValues;
import dev.twofold.loader.UniqueKey;
import dev.twofold.relation.Cohorts;
import dev.twofold.tier.TierKey;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What relations use of their request. */
record RelationAccess(RequestScope scope, Stores stores, ScopeDelivery delivery)
    implements RequestAccess {

  @Override
  public <K, C, V> LoaderStore<K, C, V> store(RegisteredLoader<K, C, V> loader) {
    return stores.of(loader);
  }

  @Override
  public Waves waves() {
    return stores.waves();
  }

  @Override
  public Owners owners() {
    return stores.request().owners();
  }

  @Override
  public ParameterValues parameters() {
    return stores.parameters();
  }

  @Override
  public boolean hasParametersOf(RegisteredLoader<?, ?, ?> loader) {
    ParameterValues values = parameters();
    return loader.parameters().stream().allMatch(each -> values.find(each).isPresent());
  }

  @Override
  public Here here() {
    return new Place(scope, scope.block());
  }

  private record Place(RequestScope scope, Block block) implements Here {

    @Override
    public <T extends @Nullable Object> T run(Supplier<T> task) {
      return block.equals(scope.block()) ? task.get() : scope.in(block, task);
    }
  }

  @Override
  public @Nullable Cohorts cohorts() {
    return scope.block().cohorts();
  }

  @Override
  public <U, V extends Record> @Nullable V findBy(UniqueKey<U, V> uniqueKey, U value) {
    return scope.findBy(uniqueKey, value).orElse(null);
  }

  @Override
  public boolean remove(List<TierKey> names) {
    return delivery.remove(names);
  }
}
