package dev.twofold.hibernate.entity;

import dev.twofold.testing.PostgresServer;
import dev.twofold.testing.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

class CopiesPostgresIT extends CopiesContract {

  @RegisterExtension static final PostgresServer POSTGRES = new PostgresServer();

  @Override
  TestDatabase open(Class<?>... entities) {
    return TestDatabase.at(POSTGRES.url(), entities).open();
  }
}
