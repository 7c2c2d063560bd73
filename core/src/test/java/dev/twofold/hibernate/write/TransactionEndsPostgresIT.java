package dev.twofold.hibernate.write;

import dev.twofold.testing.PostgresServer;
import org.junit.jupiter.api.extension.RegisterExtension;

class TransactionEndsPostgresIT extends TransactionEndsContract {

  @RegisterExtension static final PostgresServer POSTGRES = new PostgresServer();

  @Override
  String url() {
    return POSTGRES.url();
  }
}
