package dev.twofold.hibernate.entity;

import dev.twofold.key.Parameter;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The database that states are read from. Thread-safe. */
public interface StateSource {

  SessionFactoryImplementor factory();

  /** The parameter whose value is the tenant id; null: none. */
  @Nullable Parameter<?> tenant();

  /** Whether the entity has a tenant id. */
  boolean hasTenant(EntityPersister entity);

  /**
   * Refuses an entity with session filters: the same id would be two states in two sessions.
   *
   * @throws dev.twofold.error.ConfigurationException if it has some, naming them
   */
  void refuseFilters(EntityPersister entity);

  /**
   * As {@link #refuseFilters(EntityPersister)}, of a collection itself.
   *
   * @param subject its name, for the message
   */
  void refuseFilters(String subject, PluralAttributeMapping collection);

  /** Prepares a statement. */
  StateRows prepare(StateSelect select);
}
