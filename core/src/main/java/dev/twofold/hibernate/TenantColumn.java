package dev.twofold.hibernate;

import dev.twofold.error.ConfigurationException;
import dev.twofold.key.Parameter;
import org.hibernate.generator.Generator;
import org.hibernate.generator.internal.TenantIdGeneration;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Finds the column of the tenant id, which every statement restricts. */
final class TenantColumn {

  /** Stands for no column. */
  static final int NONE = -1;

  private final String loader;
  private final EntityPersister entity;
  private final SelectList select;

  TenantColumn(String loader, EntityPersister entity, SelectList select) {
    this.loader = loader;
    this.entity = entity;
    this.select = select;
  }

  /** The position of the column in the select list, or {@link #NONE} if the entity has none. */
  int resolve(SessionFilters filters, @Nullable Parameter<?> tenant) {
    String name = entity.getMappedClass().getSimpleName();
    if (!filters.hasTenant()) {
      if (tenant != null) {
        throw new ConfigurationException(
            "loader %s has the tenant parameter '%s', but %s has no @TenantId; remove it from the loader, or map the tenant"
                .formatted(loader, tenant.name(), name));
      }
      return NONE;
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
    return select.add(SelectList.ROOT + "." + attribute.getAttributeName(), basic.getJdbcMapping());
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
