package dev.twofold.hibernate.write;

import java.util.UUID;
import javax.sql.XADataSource;
import org.h2.jdbcx.JdbcDataSource;

class JtaTransactionsTest extends JtaTransactionsContract {

  @Override
  XADataSource dataSource() {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    return source;
  }
}
