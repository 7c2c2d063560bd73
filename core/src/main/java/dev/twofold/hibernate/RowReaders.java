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
    Restrictions restrictions = restrictions(mapping, entity);

    SelectList list = SelectList.of(entity.getEntityName());
    ShapeResolver resolver = new ShapeResolver(mapping.loader(), entity, list);
    RowShape<K, V> row =
        new RowShape<>(
            mapping, resolver.key(mapping.keyType()), resolver.record(mapping.recordType()));
    List<Shape> unique = new ArrayList<>();
    for (UniqueAttributes attributes : mapping.uniqueKeys()) {
      requireComponents(mapping, attributes);
      unique.add(resolver.unique(attributes.type(), attributes.attributes()));
    }

    KeyedQuery query =
        new KeyedQuery(
            factory,
            entity.getEntityName(),
            "select %s from %s%s"
                .formatted(String.join(", ", list.paths()), list.from(), restrictions.where()),
            list.columns(),
            restrictions.values(),
            new KeyedPart.Whole());
    return new EntityRowReader<>(
        new Execution(
            "loader " + mapping.loader(),
            mapping.entity().getSimpleName(),
            query.columns(),
            factory.getWrapperOptions()),
        row,
        new KeyStatement(query, row.key(), limits),
        unique.stream().map(shape -> new KeyStatement(query, shape, limits)).toList(),
        new RowImpacts.Builder<K>(factory, entity, list, query)
            .build(row.key(), unique, resolver.joined()));
  }

  /** What all reads of the rows of an entity demand. */
  Restrictions restrictions(RowMapping<?, ?> mapping, EntityPersister entity) {
    SessionFilters filters = SessionFilters.of(factory, entity);
    filters.refuse("loader " + mapping.loader());
    Restrictions restrictions = new Restrictions();
    new TenantColumn(mapping.loader(), entity).restrict(restrictions, filters, mapping.tenant());
    return restrictions;
  }

  /** The entity that rows are read of. */
  EntityPersister entity(RowMapping<?, ?> mapping) {
    if (!mapping.recordType().isRecord()) {
      throw new ConfigurationException(
          "loader %s: %s is not a record"
              .formatted(mapping.loader(), mapping.recordType().getName()));
    }
    return entity("loader %s: ".formatted(mapping.loader()), mapping.entity());
  }

  /**
   * A mapped entity.
   *
   * @param place what the message starts with if it is none
   */
  EntityPersister entity(String place, Class<?> type) {
    EntityPersister entity = factory.getMappingMetamodel().findEntityDescriptor(type);
    if (entity == null) {
      throw new ConfigurationException(
          "%s%s is not a mapped entity of database '%s'"
              .formatted(place, type.getName(), database));
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
