package dev.twofold.hibernate;

import dev.twofold.error.ConfigurationException;
import dev.twofold.tier.RowMapping;
import dev.twofold.tier.RowMapping.UniqueAttributes;
import dev.twofold.tier.RowReader;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;

/** Prepares reading the rows of mapped entities of one database. */
final class RowReaders {

  private final String database;
  private final SessionFactoryImplementor factory;
  private final BatchLimits limits;

  RowReaders(String database, SessionFactoryImplementor factory, BatchLimits limits) {
    this.database = database;
    this.factory = factory;
    this.limits = limits;
  }

  <K, V> RowReader<K, V> prepare(RowMapping<K, V> mapping) {
    EntityPersister entity = entity(mapping);
    SessionFilters filters = new SessionFilters(factory, entity);
    filters.refuse(mapping.loader());

    SelectList list = new SelectList();
    ShapeResolver resolver = new ShapeResolver(mapping.loader(), entity, list);
    Shape key = resolver.key(mapping.keyType());
    ComponentsShape value = resolver.record(mapping.recordType());
    List<Shape> unique = new ArrayList<>();
    for (UniqueAttributes attributes : mapping.uniqueKeys()) {
      requireComponents(mapping, attributes);
      unique.add(resolver.unique(attributes.type(), attributes.attributes()));
    }
    int tenant =
        new TenantColumn(mapping.loader(), entity, list).resolve(filters, mapping.tenant());

    RowSelect select = new RowSelect(factory, entity.getEntityName(), list, tenant);
    return new EntityRowReader<>(
        mapping,
        select.columns(),
        new RowShape<>(mapping, key, value),
        statement(select, key),
        unique.stream().map(shape -> statement(select, shape)).toList(),
        factory.getWrapperOptions());
  }

  private KeyStatement statement(RowSelect select, Shape key) {
    return new KeyStatement(select, key, limits);
  }

  private EntityPersister entity(RowMapping<?, ?> mapping) {
    if (!mapping.recordType().isRecord()) {
      throw new ConfigurationException(
          "loader %s: %s is not a record"
              .formatted(mapping.loader(), mapping.recordType().getName()));
    }
    EntityPersister entity = factory.getMappingMetamodel().findEntityDescriptor(mapping.entity());
    if (entity == null) {
      throw new ConfigurationException(
          "loader %s: %s is not a mapped entity of database '%s'"
              .formatted(mapping.loader(), mapping.entity().getName(), database));
    }
    return entity;
  }

  private static void requireComponents(RowMapping<?, ?> mapping, UniqueAttributes attributes) {
    List<String> components =
        Arrays.stream(mapping.recordType().getRecordComponents())
            .map(RecordComponent::getName)
            .toList();
    for (String attribute : attributes.attributes()) {
      if (!components.contains(attribute)) {
        throw new ConfigurationException(
            "loader %s: attribute '%s' of a unique key is no component of %s, which has %s"
                .formatted(
                    mapping.loader(),
                    attribute,
                    mapping.recordType().getSimpleName(),
                    String.join(", ", components)));
      }
    }
  }
}
