package dev.twofold.internal.scope;

import static java.util.Objects.requireNonNull;

import dev.twofold.internal.read.Waves;
import dev.twofold.internal.registry.LoaderRegistry;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.store.LoaderStore;
import dev.twofold.internal.store.RequestStore;
import dev.twofold.key.ParameterValues;
import dev.twofold.loader.ListLoader;
import dev.twofold.loader.Loader;
import dev.twofold.loader.UniqueKey;
import org.jspecify.annotations.Nullable;

/** Finds what the request knows of a loader, under the parameters that the calling thread has. */
final class Stores {

  private final LoaderRegistry registry;
  private final RequestStore request;
  private final Waves waves;
  private final RequestScope scope;

  /** The last one that was asked for by class: questions for one loader follow each other. */
  private volatile @Nullable Recent recent;

  Stores(LoaderRegistry registry, RequestStore request, Waves waves, RequestScope scope) {
    this.registry = registry;
    this.request = request;
    this.waves = waves;
    this.scope = scope;
  }

  /** The store of a loader that has no parameters. */
  private record Recent(Class<?> loader, LoaderStore<?, ?, ?> store) {}

  RequestStore request() {
    return request;
  }

  Waves waves() {
    return waves;
  }

  /** The parameters of the calling thread. */
  ParameterValues parameters() {
    return scope.block().parameters();
  }

  @SuppressWarnings("unchecked") // a store is kept with the class that it was found by
  <K, V> LoaderStore<K, ?, V> of(Class<? extends Loader<K, V>> loader) {
    Recent last = recent;
    if (last != null && last.loader() == loader) {
      waves.checkOpen();
      return (LoaderStore<K, ?, V>) last.store();
    }
    LoaderStore<K, ?, V> store = of(registry.require(requireNonNull(loader, "loader")));
    if (store.loader().parameters().isEmpty()) {
      recent = new Recent(loader, store);
    }
    return store;
  }

  @SuppressWarnings("unchecked") // the loader of a unique key loads the rows that the key is for
  <V extends Record> LoaderStore<Object, ?, V> of(UniqueKey<?, V> uniqueKey) {
    return of((Class<? extends Loader<Object, V>>) (Class<?>) uniqueKey.loader());
  }

  <K, V> LoaderStore<K, ?, V> ofRows(Class<? extends ListLoader<?, K, V>> lists) {
    return of(registry.rowsOf(lists));
  }

  <K, C, V> LoaderStore<K, C, V> of(RegisteredLoader<K, C, V> loader) {
    return of(
        loader,
        loader.parameters().isEmpty()
            ? ParameterValues.none()
            : parameters().only(loader.parameters()));
  }

  /**
   * As above, under given parameters.
   *
   * @param values those of the loader and no others
   */
  <K, C, V> LoaderStore<K, C, V> of(RegisteredLoader<K, C, V> loader, ParameterValues values) {
    waves.checkOpen();
    return request.of(loader, values);
  }
}
