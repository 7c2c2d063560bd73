package dev.twofold.hibernate;

import dev.twofold.hibernate.entity.StateRows;
import dev.twofold.hibernate.entity.StateSelect;
import dev.twofold.hibernate.entity.StateSource;
import dev.twofold.key.Parameter;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** How the states of entities are read from one database. */
record StateReads(
    SessionFactoryImplementor factory, BatchLimits limits, @Nullable Parameter<?> tenant)
    implements StateSource {

  @Override
  public boolean hasTenant(EntityPersister entity) {
    return SessionFilters.of(factory, entity).hasTenant();
  }

  @Override
  public void refuseFilters(EntityPersister entity) {
    SessionFilters.of(factory, entity).refuse("entity." + entity.getImportedName());
  }

  @Override
  public void refuseFilters(String subject, PluralAttributeMapping collection) {
    EntityPersister owner = collection.findContainingEntityMapping().getEntityPersister();
    SessionFilters.of(factory, owner, collection).refuse("entity." + subject);
  }

  @Override
  public StateRows prepare(StateSelect select) {
    return new StateStatement(select, limits, tenant, factory.getWrapperOptions());
  }
}
