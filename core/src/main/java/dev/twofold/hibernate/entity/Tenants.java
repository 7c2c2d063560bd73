package dev.twofold.hibernate.entity;

import dev.twofold.error.ConfigurationException;
import org.hibernate.generator.Generator;
import org.hibernate.generator.internal.TenantIdGeneration;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Finds what every read of an entity must be restricted by. */
record Tenants(StateSource source) {

  /**
   * The column of the tenant id; null if the entity has none.
   *
   * @throws ConfigurationException if it cannot be read: it has session filters, or a tenant id
   *     that nobody gives
   */
  @Nullable StateColumn column(EntityPersister entity) {
    source.refuseFilters(entity);
    if (!source.hasTenant(entity)) {
      return null;
    }
    String name = entity.getImportedName();
    if (source.tenant() == null) {
      throw new ConfigurationException(
          "%s has a @TenantId, but copies of entities have no tenant parameter; name it in HibernateDatabase.builder(sessionFactory).entities(parameter)"
              .formatted(name));
    }
    if (!(attribute(entity) instanceof BasicValuedModelPart tenant)) {
      throw new ConfigurationException(
          "%s: its @TenantId is not an attribute of the entity itself, which is not supported"
              .formatted(name));
    }
    Class<?> type = tenant.getJavaType().getJavaTypeClass();
    if (!type.isAssignableFrom(source.tenant().type())) {
      throw new ConfigurationException(
          "the tenant parameter '%s' is a %s, but the @TenantId of %s is a %s"
              .formatted(
                  source.tenant().name(), source.tenant().type().getName(), name, type.getName()));
    }
    return StateColumn.of(tenant);
  }

  private static @Nullable AttributeMapping attribute(EntityPersister entity) {
    Generator[] generators = entity.getGenerators();
    String[] names = entity.getPropertyNames();
    for (int i = 0; i < generators.length; i++) {
      if (generators[i] instanceof TenantIdGeneration) {
        return entity.findAttributeMapping(names[i]);
      }
    }
    return null;
  }
}
