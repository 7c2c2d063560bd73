package dev.twofold.hibernate;

import dev.twofold.testing.PostgresServer;
import dev.twofold.testing.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

class AggregatesPostgresIT extends AggregatesContract {

  @RegisterExtension static final PostgresServer POSTGRES = new PostgresServer();

  @Override
  TestDatabase open(Class<?>... entities) {
    return TestDatabase.at(POSTGRES.url(), entities).open();
  }
}
