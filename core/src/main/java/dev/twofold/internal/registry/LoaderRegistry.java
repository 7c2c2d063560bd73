package dev.twofold.internal.registry;

import dev.twofold.loader.ListLoader;
import dev.twofold.loader.Loader;
import dev.twofold.loader.LoaderTypes;
import dev.twofold.loader.UniqueKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The loaders of an engine, by the class that the application wrote. Immutable. */
public final class LoaderRegistry {

  private final Map<Class<?>, RegisteredLoader<?, ?, ?>> loaders;
  private final Map<UniqueKey<?, ?>, RegisteredUniqueKey<?, ?, ?>> uniqueKeys;
  private final Map<Class<?>, RegisteredLoader<?, ?, ?>> rowsOfLists;
  private final RelationLoaders relationLoaders;
  private final Set<Class<?>> declaringClasses;

  /**
   * @param declaringClasses the classes of loaders and of their values, which may declare relations
   */
  LoaderRegistry(
      Map<Class<?>, RegisteredLoader<?, ?, ?>> loaders,
      Map<UniqueKey<?, ?>, RegisteredUniqueKey<?, ?, ?>> uniqueKeys,
      Map<Class<?>, RegisteredLoader<?, ?, ?>> rowsOfLists,
      RelationLoaders relationLoaders,
      Set<Class<?>> declaringClasses) {
    this.relationLoaders = relationLoaders;
    this.declaringClasses = Set.copyOf(declaringClasses);
    this.loaders = Map.copyOf(loaders);
    this.rowsOfLists = Map.copyOf(rowsOfLists);
    this.uniqueKeys = Map.copyOf(uniqueKeys);
  }

  /** The loaders that were registered, and those of their unique keys. */
  public List<RegisteredLoader<?, ?, ?>> all() {
    List<RegisteredLoader<?, ?, ?>> all = new ArrayList<>(loaders.values());
    uniqueKeys.values().forEach(uniqueKey -> all.add(uniqueKey.ids()));
    return all;
  }

  /** Makes the loaders of relations. */
  public RelationLoaders relationLoaders() {
    return relationLoaders;
  }

  /** The classes of loaders and of their values, which may declare relations. */
  public Set<Class<?>> declaringClasses() {
    return declaringClasses;
  }

  /**
   * The loader of a class.
   *
   * @throws IllegalArgumentException if none is registered, naming those that are
   */
  @SuppressWarnings(
      "unchecked") // a loader is registered under its own class, which has these types
  public <K, V> RegisteredLoader<K, ?, V> require(Class<? extends Loader<K, V>> type) {
    return (RegisteredLoader<K, ?, V>) require(loaders, type);
  }

  /**
   * The loader of the rows that a list loader lists.
   *
   * @throws IllegalArgumentException if the list loader is not registered, naming those that are
   */
  @SuppressWarnings("unchecked") // a list loader names the loader of its rows with these types
  public <K, V> RegisteredLoader<K, ?, V> rowsOf(Class<? extends ListLoader<?, K, V>> type) {
    return (RegisteredLoader<K, ?, V>) require(rowsOfLists, type);
  }

  /**
   * The loader of the rows that a unique key is for.
   *
   * @throws IllegalArgumentException if it is not registered, naming those that are
   */
  @SuppressWarnings("unchecked") // a row loader with a unique key loads the rows of that key
  public <V extends Record> RegisteredLoader<Object, ?, V> rowsOf(UniqueKey<?, V> uniqueKey) {
    return (RegisteredLoader<Object, ?, V>) require(loaders, uniqueKey.loader());
  }

  private static RegisteredLoader<?, ?, ?> require(
      Map<Class<?>, RegisteredLoader<?, ?, ?>> loaders, Class<?> type) {
    RegisteredLoader<?, ?, ?> loader = loaders.get(type);
    if (loader == null) {
      loader = loaders.get(LoaderTypes.applicationClass(type));
    }
    if (loader == null) {
      throw new IllegalArgumentException(
          "no loader registered for %s; registered: %s"
              .formatted(
                  type.getName(),
                  loaders.keySet().stream().map(Class::getSimpleName).sorted().toList()));
    }
    return loader;
  }

  /**
   * A unique key.
   *
   * @throws IllegalArgumentException if it is no static field of a registered loader
   */
  @SuppressWarnings(
      "unchecked") // a unique key is registered with the types that it was declared with
  public <U, V extends Record> RegisteredUniqueKey<U, Object, V> require(UniqueKey<U, V> declared) {
    RegisteredUniqueKey<?, ?, ?> uniqueKey = uniqueKeys.get(declared);
    if (uniqueKey == null) {
      throw new IllegalArgumentException(
          "unique key %s is not known; register %s, and declare the key in a static field of it"
              .formatted(declared, declared.loader().getSimpleName()));
    }
    return (RegisteredUniqueKey<U, Object, V>) uniqueKey;
  }
}
