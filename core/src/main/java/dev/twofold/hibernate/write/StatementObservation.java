package dev.twofold.hibernate.write;

import java.util.Map;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.service.spi.ServiceContributor;
import org.hibernate.service.spi.ServiceRegistryImplementor;

/**
 * Lets session factories be asked which statements they execute, beside those for entities: HQL,
 * criteria and native SQL. It costs nothing as long as nobody asks.
 *
 * <p>Hibernate finds it by itself through {@code java.util.ServiceLoader}. Where class loading is
 * in the way, call {@link #contribute} before the session factory is built.
 */
public final class StatementObservation implements ServiceContributor {

  @Override
  public void contribute(StandardServiceRegistryBuilder builder) {
    builder.addInitiator(new Initiator());
  }

  /** Whether the factory was built with it; if not, nobody will hear of statements. */
  static boolean observe(SessionFactoryImplementor factory, FactoryListeners listeners) {
    if (factory.getJdbcServices() instanceof ObservedJdbcServices services) {
      services.statements().observe(factory, listeners);
      return true;
    }
    return false;
  }

  private static final class Initiator implements StandardServiceInitiator<JdbcServices> {
    @Override
    public Class<JdbcServices> getServiceInitiated() {
      return JdbcServices.class;
    }

    @Override
    public JdbcServices initiateService(
        Map<String, Object> settings, ServiceRegistryImplementor registry) {
      return new ObservedJdbcServices();
    }
  }
}
