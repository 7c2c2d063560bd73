package dev.twofold.hibernate.write;

import java.util.Optional;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;

/** The ids of entities that attributes and collections refer to, without loading them. */
final class ReferredIds {

  private ReferredIds() {}

  /**
   * The id of an entity.
   *
   * @param value an entity, a proxy, or the id itself, as components of ids have it
   * @return empty: it has none yet
   */
  static Optional<Object> of(
      EntityMappingType type, Object value, SharedSessionContractImplementor session) {
    LazyInitializer proxy = HibernateProxy.extractLazyInitializer(value);
    if (proxy != null) {
      return Optional.ofNullable(proxy.getInternalIdentifier());
    }
    return type.getJavaType().getJavaTypeClass().isInstance(value)
        ? Optional.ofNullable(type.getEntityPersister().getIdentifier(value, session))
        : Optional.of(value);
  }
}
