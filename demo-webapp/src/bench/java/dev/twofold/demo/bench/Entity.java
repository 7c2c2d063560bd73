package dev.twofold.demo.bench;

import static java.util.Objects.requireNonNull;

import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;

/**
 * An entity whose attributes are set as Hibernate does it, since the demo's mapped classes have no
 * setters for what its own pages do not change.
 */
final class Entity {

  private final Session session;
  private final EntityPersister persister;
  private final Object instance;

  private Entity(Session session, EntityPersister persister, Object instance) {
    this.session = session;
    this.persister = persister;
    this.instance = instance;
  }

  /** A new one, not yet persistent. */
  static Entity create(Session session, Class<?> kind, Object id) {
    EntityPersister persister = persister(session, kind);
    return new Entity(
        session, persister, persister.instantiate(id, (SharedSessionContractImplementor) session));
  }

  /** One that is there. */
  static Entity find(Session session, Class<?> kind, Object id) {
    return new Entity(
        session,
        persister(session, kind),
        requireNonNull(session.find(kind, id), () -> kind.getSimpleName() + " " + id));
  }

  private static EntityPersister persister(Session session, Class<?> kind) {
    return ((SharedSessionContractImplementor) session)
        .getFactory()
        .getMappingMetamodel()
        .getEntityDescriptor(kind);
  }

  Object get(String attribute) {
    return requireNonNull(persister.getPropertyValue(instance, attribute), attribute);
  }

  Entity set(String attribute, Object value) {
    persister.setValue(instance, persister.getPropertyIndex(attribute), value);
    return this;
  }

  void persist() {
    session.persist(instance);
  }
}
