package dev.twofold.hibernate;

import dev.twofold.testing.TestDatabase;
import javax.sql.DataSource;
import org.hibernate.engine.jdbc.connections.spi.AbstractDataSourceBasedMultiTenantConnectionProviderImpl;

/** A connection provider for several tenants that all have the same data. */
final class OneDataSource extends AbstractDataSourceBasedMultiTenantConnectionProviderImpl<String> {

  private static final long serialVersionUID = 1L;

  private final transient TestDatabase database;

  OneDataSource(TestDatabase database) {
    this.database = database;
  }

  @Override
  protected DataSource selectAnyDataSource() {
    return database.dataSource();
  }

  @Override
  protected DataSource selectDataSource(String tenant) {
    return database.dataSource();
  }
}
