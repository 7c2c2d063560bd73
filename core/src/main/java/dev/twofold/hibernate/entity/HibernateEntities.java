package dev.twofold.hibernate.entity;

import dev.twofold.error.ConfigurationException;
import dev.twofold.key.Parameter;
import dev.twofold.tier.entity.EntityLoad;
import dev.twofold.tier.entity.EntityModel;
import dev.twofold.tier.entity.EntityScope;
import dev.twofold.tier.entity.EntitySession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.descriptor.java.JavaType;
import org.jspecify.annotations.Nullable;

/**
 * The entities of a session factory, of which requests get copies. Classes are checked and
 * subclasses generated at start; statements are prepared when they are first used. Thread-safe.
 */
public final class HibernateEntities implements EntityModel {

  private final StateSource source;
  private final Map<String, EntityHierarchy> hierarchies = new TreeMap<>();
  private final Map<Class<?>, Mapped> byClass = new LinkedHashMap<>();
  private final Associations associations = new Associations();

  private HibernateEntities(StateSource source) {
    this.source = source;
  }

  /**
   * Reads the mapping.
   *
   * @throws ConfigurationException if a mapped class cannot be copied: it is final or sealed, or
   *     has no constructor without arguments that a subclass can call
   */
  public static HibernateEntities of(StateSource source) {
    HibernateEntities entities = new HibernateEntities(source);
    entities.read();
    WriteRefusals.install(source.factory());
    return entities;
  }

  private void read() {
    List<EntityPersister> mapped = new ArrayList<>();
    source
        .factory()
        .getMappingMetamodel()
        .forEachEntityDescriptor(
            entity -> {
              if (entity.getMappedClass() != null) {
                mapped.add(entity);
              }
            });
    for (EntityPersister entity : mapped) {
      CopyableClasses.check(entity.getMappedClass());
      if (entity.getSuperMappingType() == null) {
        hierarchies.put(entity.getEntityName(), new EntityHierarchy(entity, source));
      }
    }
    PostLoadCallbacks callbacks = new PostLoadCallbacks(source.factory());
    hierarchies.values().forEach(hierarchy -> read(hierarchy, callbacks));
    for (EntityPersister entity : mapped) {
      byClass.put(entity.getMappedClass(), new Mapped(associations.hierarchy(entity), entity));
    }
  }

  /** What one hierarchy has that copies cannot have is said when it is asked for, not before. */
  private void read(EntityHierarchy hierarchy, PostLoadCallbacks callbacks) {
    try {
      Part id = new MappingReader(hierarchy, hierarchy.root(), associations).id();
      hierarchy.identifiedBy(id);
      for (EntityPersister kind : hierarchy.kinds()) {
        CopyableClasses.checkMethods(kind.getMappedClass());
        if (!kind.isAbstract()) {
          hierarchy.copied(new MappingReader(hierarchy, kind, associations).read(id, callbacks));
        }
      }
    } catch (ConfigurationException e) {
      hierarchy.refuse(e);
    }
  }

  @Override
  public @Nullable Parameter<?> tenant() {
    return source.tenant();
  }

  @Override
  public List<EntityLoad> loads() {
    List<EntityLoad> loads = new ArrayList<>();
    hierarchies.values().forEach(hierarchy -> loads.add(hierarchy.states()));
    loads.addAll(associations.toOnes.values());
    associations.collections.values().forEach(role -> loads.add(role.load()));
    return loads;
  }

  @Override
  public @Nullable MappedEntity find(Class<?> type) {
    return byClass.get(type);
  }

  @Override
  public List<String> names() {
    return byClass.keySet().stream().map(Class::getSimpleName).sorted().toList();
  }

  @Override
  public EntitySession open(EntityScope scope) {
    return new CopySession(scope);
  }

  /** One entity of the mapping. */
  private record Mapped(EntityHierarchy hierarchy, EntityPersister entity) implements MappedEntity {

    @Override
    public EntityLoad load() {
      hierarchy.requireCopyable();
      return hierarchy.states();
    }

    @Override
    public Object key(Object id) {
      hierarchy.requireCopyable();
      JavaType<?> type =
          entity.getIdentifierMapping() instanceof NonAggregatedIdentifierMapping several
              ? several.getIdClassEmbeddable().getMappedJavaType()
              : entity.getIdentifierMapping().getJavaType();
      if (!type.isInstance(id)) {
        throw new IllegalArgumentException(
            "an id of %s is a %s, but it was asked for with a %s"
                .formatted(
                    entity.getImportedName(),
                    type.getJavaTypeClass().getName(),
                    id.getClass().getName()));
      }
      return hierarchy.key(id);
    }

    @Override
    public Set<EntityLoad> associations(String attribute) {
      hierarchy.requireCopyable();
      Map<String, Set<EntityLoad>> remembered = hierarchy.rememberedByOwner(entity);
      Set<EntityLoad> loads = remembered.get(attribute);
      if (loads == null) {
        throw new IllegalArgumentException(
            "%s remembers no '%s' by its id; it remembers: %s"
                .formatted(entity.getImportedName(), attribute, remembered.keySet()));
      }
      return loads;
    }
  }

  private final class Associations implements MappingReader.AssociationLoads {

    private final Map<String, EntityLoad> toOnes = new TreeMap<>();
    private final Map<String, CollectionRole> collections = new TreeMap<>();

    @Override
    public EntityHierarchy hierarchy(EntityPersister entity) {
      EntityMappingType root = entity;
      while (root.getSuperMappingType() != null) {
        root = root.getSuperMappingType();
      }
      EntityHierarchy hierarchy = hierarchies.get(root.getEntityName());
      if (hierarchy == null) {
        throw new ConfigurationException(
            "no copies of %s can be made: it has no class".formatted(entity.getEntityName()));
      }
      return hierarchy;
    }

    @Override
    public EntityLoad toOne(
        ToOneAttributeMapping toOne,
        EntityHierarchy hierarchy,
        EntityPersister target,
        List<SelectableMapping> selectables) {
      String role = toOne.getNavigableRole().getFullPath();
      return toOnes.computeIfAbsent(
          role,
          first ->
              new ToOneStates(
                  name(toOne.findContainingEntityMapping(), role).toString(),
                  hierarchy,
                  target,
                  selectables,
                  source));
    }

    @Override
    public CollectionRole collection(PluralAttributeMapping collection) {
      String role = collection.getNavigableRole().getFullPath();
      CollectionRole known = collections.get(role);
      if (known == null) {
        AssociationName name = name(collection.findContainingEntityMapping(), role);
        known = new CollectionReader(name, collection, this).read(source);
        collections.put(role, known);
      }
      return known;
    }

    private static AssociationName name(EntityMappingType owner, String role) {
      String prefix = owner.getEntityName() + ".";
      return new AssociationName(
          owner.getImportedName(),
          role.startsWith(prefix) ? role.substring(prefix.length()) : role);
    }
  }
}
