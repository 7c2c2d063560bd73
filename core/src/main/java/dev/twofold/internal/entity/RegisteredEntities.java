package dev.twofold.internal.entity;

import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.tier.entity.EntityLoad;
import dev.twofold.tier.entity.EntityModel;
import dev.twofold.tier.entity.EntityModel.MappedEntity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entities of all databases of an engine, with a loader for each of their loads. Immutable. */
public final class RegisteredEntities {

  private final List<EntityModel> models;
  private final IdentityHashMap<EntityLoad, RegisteredLoader<Object, Object, Object>> loaders;

  RegisteredEntities(
      List<EntityModel> models,
      IdentityHashMap<EntityLoad, RegisteredLoader<Object, Object, Object>> loaders) {
    this.models = List.copyOf(models);
    this.loaders = loaders;
  }

  /** What stands for a class: the model that maps it, and the mapping. */
  record Found(EntityModel model, MappedEntity entity) {}

  /**
   * The mapping of a class.
   *
   * @throws IllegalArgumentException if no model maps it
   */
  Found require(Class<?> type) {
    for (EntityModel model : models) {
      MappedEntity entity = model.find(type);
      if (entity != null) {
        return new Found(model, entity);
      }
    }
    throw new IllegalArgumentException(refusal(type));
  }

  private String refusal(Class<?> type) {
    if (models.isEmpty()) {
      return "no copies of %s: no database of this engine makes copies of entities; switch them on with HibernateDatabase.builder(sessionFactory).entities()"
          .formatted(type.getName());
    }
    List<String> names = new ArrayList<>();
    models.forEach(model -> names.addAll(model.names()));
    return "no copies of %s, which is not a mapped entity; mapped: %s"
        .formatted(type.getName(), names.stream().sorted().toList());
  }

  /** The loaders of all loads. */
  public Collection<RegisteredLoader<Object, Object, Object>> loaders() {
    return Collections.unmodifiableCollection(loaders.values());
  }

  RegisteredLoader<Object, Object, Object> loader(EntityLoad load) {
    @Nullable RegisteredLoader<Object, Object, Object> loader = loaders.get(load);
    if (loader == null) {
      throw new IllegalArgumentException(load.name() + " belongs to no database of this engine");
    }
    return loader;
  }
}
