package dev.twofold.demo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.twofold.demo.entity.Entities;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.cfg.JdbcSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class CommunityDatabaseTest {

  private static final Scale SMALL = new Scale(20, 10);

  private final JdbcDataSource dataSource = new JdbcDataSource();

  @BeforeEach
  void nameDatabase(TestInfo test) {
    dataSource.setUrl("jdbc:h2:mem:" + test.getDisplayName() + ";DB_CLOSE_DELAY=-1");
  }

  @Test
  void createIfAbsent_emptyDatabase_filled() throws SQLException {
    CommunityDatabase.createIfAbsent(dataSource, SMALL);

    assertThat(count("users")).isEqualTo(20);
    assertThat(count("stories")).isEqualTo(10);
  }

  @Test
  void createIfAbsent_again_leftAlone() throws SQLException {
    CommunityDatabase.createIfAbsent(dataSource, SMALL);

    CommunityDatabase.createIfAbsent(dataSource, new Scale(30, 15));

    assertThat(count("users")).isEqualTo(20);
  }

  @Test
  void createIfAbsent_tableOfAnotherApplication_leftAlone() throws SQLException {
    execute("create table users (id int)");

    CommunityDatabase.createIfAbsent(dataSource, SMALL);

    assertThat(count("users")).isZero();
  }

  @Test
  void createIfAbsent_emptyDatabase_fitsTheMapping() throws SQLException {
    CommunityDatabase.createIfAbsent(dataSource, SMALL);
    Configuration configuration = new Configuration();
    Entities.ALL.forEach(configuration::addAnnotatedClass);
    configuration.getProperties().put(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource);

    try (SessionFactory sessionFactory = configuration.buildSessionFactory()) {
      assertThatCode(() -> sessionFactory.getSchemaManager().validateMappedObjects())
          .doesNotThrowAnyException();
    }
  }

  private int count(String table) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
