package dev.twofold.hibernate.write;

import dev.twofold.testing.PostgresServer;
import dev.twofold.testing.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

class StatementWritesPostgresIT extends StatementWritesContract {

  @RegisterExtension static final PostgresServer POSTGRES = new PostgresServer();

  @Override
  TestDatabase openDatabase() {
    return TestDatabase.at(POSTGRES.url(), Library.ENTITIES).open();
  }
}
