package dev.twofold.hibernate.write;

import dev.twofold.testing.PostgresServer;
import javax.sql.XADataSource;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.xa.PGXADataSource;

class JtaTransactionsPostgresIT extends JtaTransactionsContract {

  @RegisterExtension static final PostgresServer POSTGRES = new PostgresServer();

  @Override
  XADataSource dataSource() {
    PGXADataSource source = new PGXADataSource();
    source.setUrl(POSTGRES.url());
    return source;
  }
}
