package dev.twofold.bench.model;

import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** Session factories of the entities of the page. */
public final class SessionFactories {

  private SessionFactories() {}

  /**
   * A session factory without a second-level cache, unless the settings say otherwise.
   *
   * @param settings of Hibernate
   */
  public static SessionFactory of(DataSource pool, Map<String, Object> settings) {
    Configuration configuration =
        new Configuration()
            .addAnnotatedClass(PostEntity.class)
            .addAnnotatedClass(CommentEntity.class)
            .addAnnotatedClass(UserEntity.class)
            .addAnnotatedClass(PhotoEntity.class)
            .setProperty("hibernate.cache.use_second_level_cache", false)
            .setProperty("hibernate.cache.use_query_cache", false);
    configuration.getProperties().put("hibernate.connection.datasource", pool);
    configuration.getProperties().putAll(settings);
    return configuration.buildSessionFactory();
  }
}
