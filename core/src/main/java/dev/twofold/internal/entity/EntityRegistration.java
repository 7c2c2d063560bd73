package dev.twofold.internal.entity;

import dev.twofold.error.ConfigurationException;
import dev.twofold.error.LoadException;
import dev.twofold.internal.registry.LoadFunction;
import dev.twofold.internal.registry.LoadFunction.Answer;
import dev.twofold.internal.registry.RegisteredLoader;
import dev.twofold.internal.registry.TierFormat;
import dev.twofold.internal.registry.TierFormats;
import dev.twofold.key.Parameter;
import dev.twofold.tier.Database;
import dev.twofold.tier.entity.EntityLoad;
import dev.twofold.tier.entity.EntityModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers the entities of databases: each of their loads is a loader like any other. */
public final class EntityRegistration {

  private static final Logger LOG = LoggerFactory.getLogger(EntityRegistration.class);

  /** The region of all entities; the defaults hold where the settings do not have it. */
  public static final String REGION = "entities";

  private final TierFormats formats;
  private final BiPredicate<String, String> naming;
  private final IdentityHashMap<EntityLoad, RegisteredLoader<Object, Object, Object>> loaders =
      new IdentityHashMap<>();

  /**
   * @param naming takes a name and a region for a loader, unless another has the name
   */
  public EntityRegistration(TierFormats formats, BiPredicate<String, String> naming) {
    this.formats = formats;
    this.naming = naming;
  }

  /**
   * The entities of some databases.
   *
   * @throws ConfigurationException if another loader has a name that belongs to an entity
   */
  public RegisteredEntities register(Collection<Database> databases) {
    List<EntityModel> models = new ArrayList<>();
    for (Database database : databases) {
      EntityModel model = database.entities();
      if (model != null) {
        models.add(model);
        model.loads().forEach(load -> loaders.put(load, loader(database, model, load)));
      }
    }
    return new RegisteredEntities(models, loaders);
  }

  private RegisteredLoader<Object, Object, Object> loader(
      Database database, EntityModel model, EntityLoad load) {
    String name = "entity." + load.name();
    if (!naming.test(name, REGION)) {
      throw new ConfigurationException(
          "two loaders have the name '%s'; the names of mapped entities are those of their loaders, so no loader may have one of them"
              .formatted(name));
    }
    Parameter<?> tenant = model.tenant();
    Set<Parameter<?>> parameters = tenant == null ? Set.of() : Set.of(tenant);
    TierFormat<Object, Object> format = null;
    boolean shared = true;
    try {
      format = formats.of(name, parameters, tenant, REGION, load::keyFormat, load::codec);
    } catch (ConfigurationException e) {
      // All entities of a mapping are here, asked for or not: one of them must not stop the rest.
      shared = false;
      LOG.warn(
          "{} stays out of shared tiers and is read from the database by every request: {}",
          name,
          e.getMessage());
    }
    return new RegisteredLoader<>(
        name,
        REGION,
        parameters,
        tenant,
        key -> key,
        (keys, call) -> read(load, keys, call),
        new EntityForm(model, load),
        database.batchLimit(load.keyColumns()),
        database,
        format,
        shared,
        List.of(),
        load::affectedBy);
  }

  private Answer<Object, Object> read(EntityLoad load, Set<Object> keys, LoadFunction.Call call) {
    EntityLoad.Answer answer = load.read(keys, call.parameters(), call.get());
    List<LoadFunction.Byproduct<?, ?>> byproducts = new ArrayList<>();
    for (EntityLoad.Byproduct byproduct : answer.byproducts()) {
      RegisteredLoader<Object, Object, Object> loader = loaders.get(byproduct.load());
      if (loader != null) {
        byproducts.add(new LoadFunction.Byproduct<>(loader, byproduct.key(), byproduct.state()));
      }
    }
    return new Answer<>(answer.states(), Map.<Object, LoadException>of(), byproducts);
  }
}
