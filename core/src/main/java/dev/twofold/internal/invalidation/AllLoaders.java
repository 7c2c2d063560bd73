package dev.twofold.internal.invalidation;

import dev.twofold.internal.computation.ComputationRegistry;
import dev.twofold.internal.entity.RegisteredEntities;
import dev.twofold.internal.registry.LoaderRegistry;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.registry.RelationLoaders;
import dev.twofold.internal.relation.RelationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Every loader of an engine that may have entries in shared tiers. Associations of the mapping have
 * loaders only once somebody asks for them; but other nodes may have been asked, so writes make all
 * of them. Thread-safe.
 */
public final class AllLoaders {

  private final List<RegisteredLoader<?, ?, ?>> registered;
  private final RelationLoaders ofRelations;
  private final RelationRegistry relations;
  private final ReentrantLock preparing = new ReentrantLock();
  private volatile boolean prepared;

  public AllLoaders(
      LoaderRegistry registry,
      RegisteredEntities entities,
      RelationRegistry relations,
      ComputationRegistry computations) {
    this.registered = new ArrayList<>(registry.all());
    this.registered.addAll(entities.loaders());
    this.registered.addAll(computations.loaders());
    this.ofRelations = registry.relationLoaders();
    this.relations = relations;
  }

  /** Makes the loaders of all associations of the mapping; repeated calls do nothing. */
  void prepare() {
    if (prepared) {
      return;
    }
    preparing.lock();
    try {
      if (!prepared) {
        relations.prepareAssociations();
        prepared = true;
      }
    } finally {
      preparing.unlock();
    }
  }

  /** Makes the loaders of the associations that start from an entity. */
  void prepare(Class<?> owner) {
    relations.prepareAssociations(owner);
  }

  void forEach(Consumer<RegisteredLoader<?, ?, ?>> action) {
    registered.forEach(action);
    ofRelations.all().forEach(action);
  }

  /** The names of the regions that they are in. */
  Set<String> regions() {
    Set<String> regions = new TreeSet<>();
    forEach(loader -> regions.add(loader.region()));
    return regions;
  }
}
