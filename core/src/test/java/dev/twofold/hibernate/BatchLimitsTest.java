package dev.twofold.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.dialect.OracleDialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.dialect.SQLServerDialect;
import org.junit.jupiter.api.Test;

class BatchLimitsTest {

  private static int keys(Dialect dialect, int columns) {
    return new BatchLimits(dialect, 0).keys(columns);
  }

  @Test
  void arrays_takeTenThousandKeysOfOneColumn() {
    assertThat(keys(new PostgreSQLDialect(), 1)).isEqualTo(10_000);
    assertThat(keys(new PostgreSQLDialect(), 2)).isEqualTo(250);
  }

  @Test
  void lists_areDividedByTheColumns() {
    assertThat(keys(new H2Dialect(), 1)).isEqualTo(1_000);
    assertThat(keys(new OracleDialect(), 2)).isEqualTo(500);
    assertThat(keys(new SQLServerDialect(), 3)).isEqualTo(333);
    assertThat(keys(new MySQLDialect(), 1)).isEqualTo(500);
  }

  @Test
  void oneKey_alwaysFits() {
    assertThat(keys(new MySQLDialect(), 501)).isEqualTo(1);
  }

  @Test
  void fixedNumber_isForKeysOfAnyKind() {
    assertThat(new BatchLimits(new PostgreSQLDialect(), 7).keys(2)).isEqualTo(7);
  }
}
