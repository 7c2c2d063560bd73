package dev.twofold.internal.relation;

import dev.twofold.internal.read.Waves;
import dev.twofold.internal.registry.RegisteredLoader;
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
public interface RequestAccess {

  /** What the request knows of a loader, under the parameters of this thread. */
  <K, C, V> LoaderStore<K, C, V> store(RegisteredLoader<K, C, V> loader);

  Waves waves();

  Owners owners();

  /** The parameters of this thread. */
  ParameterValues parameters();

  /** Whether this thread has values of all parameters of a loader. */
  boolean hasParametersOf(RegisteredLoader<?, ?, ?> loader);

  /** What blocks on this thread say now, for later, on whatever thread. */
  Here here();

  /** Runs something as if where it was made. */
  interface Here {
    <T extends @Nullable Object> T run(Supplier<T> task);
  }

  /** What a block on this thread says about cohorts; null: what the relation says. */
  @Nullable Cohorts cohorts();

  /** The row that has a value of a unique key, whatever entries say; null if none has. */
  <U, V extends Record> @Nullable V findBy(UniqueKey<U, V> uniqueKey, U value);

  /** Takes entries out of the distributed tier. */
  boolean remove(List<TierKey> names);
}
