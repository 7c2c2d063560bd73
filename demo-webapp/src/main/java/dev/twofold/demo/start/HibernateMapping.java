package dev.twofold.demo.start;

import dev.twofold.demo.entity.Entities;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.cfg.JdbcSettings;

/** Hibernate with the mapped classes of the community, without any cache of its own. */
final class HibernateMapping {

  private HibernateMapping() {}

  static SessionFactory open(DataSource dataSource) {
    Configuration configuration = new Configuration();
    Entities.ALL.forEach(configuration::addAnnotatedClass);
    configuration.getProperties().put(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource);
    return configuration.buildSessionFactory();
  }
}
