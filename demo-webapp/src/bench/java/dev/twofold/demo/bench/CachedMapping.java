package dev.twofold.demo.bench;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.RootClass;

/**
 * Where Hibernate has a second-level cache, makes it keep all entities and all collections, as an
 * annotation on each of them would. Found by Hibernate.
 */
public final class CachedMapping implements Integrator {

  private static final String READ_WRITE = AccessType.READ_WRITE.getExternalName();

  @Override
  public void integrate(
      Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor sessionFactory) {
    if (sessionFactory.getSessionFactoryOptions().isSecondLevelCacheEnabled()) {
      for (PersistentClass entity : metadata.getEntityBindings()) {
        entity.setCached(true);
        ((RootClass) entity).setCacheConcurrencyStrategy(READ_WRITE);
      }
      for (Collection collection : metadata.getCollectionBindings()) {
        collection.setCacheConcurrencyStrategy(READ_WRITE);
      }
    }
  }
}
