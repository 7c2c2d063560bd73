package dev.twofold.hibernate;

import dev.twofold.testing.PostgresServer;
import org.junit.jupiter.api.extension.RegisterExtension;

class HibernateOutboxPostgresIT extends HibernateOutboxContract {

  @RegisterExtension static final PostgresServer POSTGRES = new PostgresServer();

  @Override
  String url() {
    return POSTGRES.url();
  }

  @Override
  String bytes() {
    return "'\\x0102'";
  }
}
