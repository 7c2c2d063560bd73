package dev.twofold.hibernate;

import dev.twofold.error.ConfigurationException;
import dev.twofold.key.Parameter;
import org.hibernate.generator.Generator;
import org.hibernate.generator.internal.TenantIdGeneration;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Restricts a statement to the rows of one tenant, where the entity has tenants. */
final class TenantColumn {

  private final String loader;
  private final EntityPersister entity;

  TenantColumn(String loader, EntityPersister entity) {
    this.loader = loader;
    this.entity = entity;
  }

  /**
   * Adds the restriction, if the entity has a tenant id.
   *
   * @param tenant the parameter that has it
   */
  void restrict(Restrictions restrictions, SessionFilters filters, @Nullable Parameter<?> tenant) {
    String name = entity.getMappedClass().getSimpleName();
    if (!filters.hasTenant()) {
      if (tenant != null) {
        throw new ConfigurationException(
            "loader %s has the tenant parameter '%s', but %s has no @TenantId; remove it from the loader, or map the tenant"
                .formatted(loader, tenant.name(), name));
      }
      return;
    }
    if (tenant == null) {
      throw new ConfigurationException(
          "loader %s has no tenant parameter, but %s has a @TenantId; name the parameter in RowLoader.tenant"
              .formatted(loader, name));
    }
    AttributeMapping attribute = attribute();
    if (!(attribute instanceof BasicValuedModelPart basic)) {
      throw new ConfigurationException(
          "loader %s: the @TenantId of %s is not an attribute of the entity itself, which is not supported"
              .formatted(loader, name));
    }
    new Wanted("loader %s: tenant parameter '%s'".formatted(loader, tenant.name()), tenant.type())
        .require(
            basic.getJavaType().getJavaTypeClass(),
            new Attribute(attribute.getAttributeName(), "", basic));
    String value = restrictions.given(GivenValue.of(basic.getJdbcMapping(), tenant));
    restrictions.add("%s.%s = %s".formatted(SelectList.ROOT, attribute.getAttributeName(), value));
  }

  private @Nullable AttributeMapping attribute() {
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
