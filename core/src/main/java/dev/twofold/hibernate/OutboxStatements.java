package dev.twofold.hibernate;

import dev.twofold.hibernate.write.OutboxTable;
import org.hibernate.Timeouts;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.lock.PessimisticLockStyle;
import org.hibernate.dialect.lock.spi.LockTimeoutType;
import org.hibernate.dialect.lock.spi.LockingSupport;
import org.hibernate.engine.jdbc.Size;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.type.BasicTypeReference;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.StandardBasicTypes;
import org.hibernate.type.spi.TypeConfiguration;

/** The statements for an outbox in a dialect. A negative format marks a row that is set aside. */
final class OutboxStatements {

  private static final long LARGEST_CONTENT = 1 << 20;

  private final String table;
  private final Dialect dialect;
  private final TypeConfiguration types;

  OutboxStatements(SessionFactoryImplementor factory, OutboxTable table) {
    this.table = table.name();
    this.dialect = factory.getJdbcServices().getDialect();
    this.types = factory.getTypeConfiguration();
  }

  String createTable() {
    return "create table "
        + table
        + " (id "
        + text(36)
        + " not null primary key, application "
        + text(64)
        + " not null, created_at "
        + types.getDdlTypeRegistry().getTypeName(SqlTypes.TIMESTAMP_WITH_TIMEZONE, dialect)
        + " not null, format "
        + types.getDdlTypeRegistry().getTypeName(SqlTypes.SMALLINT, dialect)
        + " not null, content "
        + type(SqlTypes.VARBINARY, LARGEST_CONTENT, StandardBasicTypes.BINARY)
        + " not null)";
  }

  private String text(long length) {
    return type(SqlTypes.VARCHAR, length, StandardBasicTypes.STRING);
  }

  private String type(int code, long length, BasicTypeReference<?> type) {
    return types
        .getDdlTypeRegistry()
        .getTypeName(code, Size.length(length), types.getBasicTypeRegistry().resolve(type));
  }

  String createIndex() {
    return "create index "
        + table.substring(table.lastIndexOf('.') + 1)
        + "_age on "
        + table
        + " (application, created_at)";
  }

  /** Answers nothing, or fails where the table is not as it should be. */
  String check() {
    return "select id, application, created_at, format, content from " + table + " where 1 = 0";
  }

  /** By application and latest format. */
  String backlog() {
    return "select current_timestamp, count(*), min(created_at) from " + table + waiting();
  }

  /** By application, latest format and latest time of creation. */
  String claim() {
    return "select id, application, format, content from "
        + table
        + waiting()
        + " and created_at <= ? order by created_at"
        + skipLocked();
  }

  private static String waiting() {
    return " where application = ? and format between 1 and ?";
  }

  /** Where no clause leaves out what others have locked, several may read a row. */
  private String skipLocked() {
    LockingSupport.Metadata locking = dialect.getLockingSupport().getMetadata();
    return locking.getPessimisticLockStyle() == PessimisticLockStyle.CLAUSE
            && locking.getLockTimeoutType(Timeouts.SKIP_LOCKED) == LockTimeoutType.QUERY
        ? dialect.getForUpdateSkipLockedString()
        : "";
  }

  String delete() {
    return "delete from " + table + " where id = ?";
  }

  String setAside() {
    return "update " + table + " set format = -format where id = ? and format > 0";
  }
}
