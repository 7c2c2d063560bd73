package dev.twofold.hibernate;

import dev.twofold.error.ConfigurationException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.Filter;
import org.hibernate.binder.internal.TenantIdBinder;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.internal.FilterImpl;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;

/**
 * The filters that sessions may enable on an entity or collection. The tenant id is one of them.
 */
final class SessionFilters {

  private final SessionFactoryImplementor factory;
  private final String name;
  private final Affected affected;

  private SessionFilters(SessionFactoryImplementor factory, String name, Affected affected) {
    this.factory = factory;
    this.name = name;
    this.affected = affected;
  }

  /** Those of an entity. */
  static SessionFilters of(SessionFactoryImplementor factory, EntityPersister entity) {
    return new SessionFilters(
        factory,
        entity.getMappedClass().getSimpleName(),
        (others, filter) -> {
          others.remove(entity);
          return entity.isAffectedByEnabledFilters(others, filter, false);
        });
  }

  /** Those of a collection, beside those of its elements. */
  static SessionFilters of(
      SessionFactoryImplementor factory, EntityPersister owner, PluralAttributeMapping collection) {
    return new SessionFilters(
        factory,
        owner.getMappedClass().getSimpleName() + "." + collection.getAttributeName(),
        (others, filter) ->
            collection.getCollectionDescriptor().isAffectedByEnabledFilters(others, filter, false));
  }

  boolean hasTenant() {
    return factory.getDefinedFilterNames().contains(TenantIdBinder.FILTER_NAME)
        && has(TenantIdBinder.FILTER_NAME);
  }

  /** Refuses filters: the same id would be two rows in two sessions. */
  void refuse(String subject) {
    Set<String> names = new TreeSet<>(factory.getDefinedFilterNames());
    names.remove(TenantIdBinder.FILTER_NAME);
    List<String> filters = names.stream().filter(this::has).toList();
    if (!filters.isEmpty()) {
      throw new ConfigurationException(
          "%s: %s has session filters (%s), which a cached row cannot follow; read it with a BatchLoader that takes the filter's values as parameters"
              .formatted(subject, name, String.join(", ", filters)));
    }
  }

  private boolean has(String filter) {
    Set<ManagedMappingType> entities = new HashSet<>();
    factory.getMappingMetamodel().forEachEntityDescriptor(entities::add);
    return affected.by(entities, new OneEnabled(factory, filter));
  }

  /** Whether what is enabled has an effect. */
  private interface Affected {

    /**
     * Whether it has.
     *
     * @param entities all; what is named as visited already does not count, so that associations to
     *     filtered entities do not
     */
    boolean by(Set<ManagedMappingType> entities, LoadQueryInfluencers enabled);
  }

  /** One filter, enabled without values for its parameters, which Hibernate would insist on. */
  private static final class OneEnabled extends LoadQueryInfluencers {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, Filter> enabled;

    OneEnabled(SessionFactoryImplementor factory, String filter) {
      super(factory);
      enabled = Map.of(filter, new FilterImpl(factory.getFilterDefinition(filter)));
    }

    @Override
    public boolean hasEnabledFilters() {
      return true;
    }

    @Override
    public Map<String, Filter> getEnabledFilters() {
      return enabled;
    }
  }
}
