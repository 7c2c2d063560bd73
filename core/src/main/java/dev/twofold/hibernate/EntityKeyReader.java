package dev.twofold.hibernate;

import dev.twofold.tier.relation.EntityKeys;
import org.hibernate.Hibernate;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/** Reads keys out of instances of one entity, through the accessors of its mapping. */
record EntityKeyReader(EntityPersister entity) implements EntityKeys {

  @Override
  public Class<?> idType() {
    return entity.getIdentifierType().getReturnedClass();
  }

  @Override
  public @Nullable Object idOf(Object instance) {
    return id(entity, instance);
  }

  @Override
  public @Nullable Object idBehind(Object instance, String association) {
    Object owner = Hibernate.unproxy(instance);
    ManagedMappingType type = entity;
    String[] path = association.split("\\.", -1);
    for (int i = 0; owner != null && i < path.length - 1; i++) {
      AttributeMapping embedded = type.findAttributeMapping(path[i]);
      owner = embedded.getValue(owner);
      type = ((EmbeddableValuedModelPart) embedded).getEmbeddableTypeDescriptor();
    }
    if (owner == null) {
      return null;
    }
    ToOneAttributeMapping toOne =
        (ToOneAttributeMapping) type.findAttributeMapping(path[path.length - 1]);
    Object target = toOne.getValue(owner);
    return target == null
        ? null
        : id(toOne.getAssociatedEntityMappingType().getEntityPersister(), target);
  }

  /** An unread proxy knows its id. */
  private static @Nullable Object id(EntityPersister type, Object instance) {
    LazyInitializer proxy = HibernateProxy.extractLazyInitializer(instance);
    return proxy == null ? type.getIdentifier(instance) : proxy.getInternalIdentifier();
  }
}
