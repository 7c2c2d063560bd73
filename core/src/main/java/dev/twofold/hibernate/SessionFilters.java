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
import org.hibernate.persister.entity.EntityPersister;

/** The filters that sessions may enable on an entity. The tenant id is one of them. */
final class SessionFilters {

  private final SessionFactoryImplementor factory;
  private final EntityPersister entity;

  SessionFilters(SessionFactoryImplementor factory, EntityPersister entity) {
    this.factory = factory;
    this.entity = entity;
  }

  boolean hasTenant() {
    return factory.getDefinedFilterNames().contains(TenantIdBinder.FILTER_NAME)
        && has(TenantIdBinder.FILTER_NAME);
  }

  /** Refuses an entity with filters: the same id would be two rows in two sessions. */
  void refuse(String loader) {
    Set<String> names = new TreeSet<>(factory.getDefinedFilterNames());
    names.remove(TenantIdBinder.FILTER_NAME);
    List<String> filters = names.stream().filter(this::has).toList();
    if (!filters.isEmpty()) {
      throw new ConfigurationException(
          "loader %s: %s has session filters (%s), which a cached row cannot follow; read it with a BatchLoader that takes the filter's values as parameters"
              .formatted(
                  loader, entity.getMappedClass().getSimpleName(), String.join(", ", filters)));
    }
  }

  private boolean has(String filter) {
    LoadQueryInfluencers influencers = new OneEnabled(factory, filter);
    return entity.isAffectedByEnabledFilters(otherEntities(), influencers, false);
  }

  /** Named as visited already, so that associations to filtered entities do not count. */
  private Set<ManagedMappingType> otherEntities() {
    Set<ManagedMappingType> others = new HashSet<>();
    factory.getMappingMetamodel().forEachEntityDescriptor(others::add);
    others.remove(entity);
    return others;
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
