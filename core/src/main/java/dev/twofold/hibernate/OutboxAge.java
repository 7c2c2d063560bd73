package dev.twofold.hibernate;

import dev.twofold.invalidation.Outbox.Search;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * How many rows of an outbox wait, and since when.
 *
 * @param now the time of the database
 * @param first when the oldest was inserted; null: there is none
 */
record OutboxAge(OffsetDateTime now, long rows, @Nullable OffsetDateTime first) {

  static OutboxAge read(Connection connection, OutboxStatements statements, Search search)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(statements.backlog())) {
      statement.setString(1, search.application());
      statement.setInt(2, search.format());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new OutboxAge(
            row.getObject(1, OffsetDateTime.class),
            row.getLong(2),
            row.getObject(3, OffsetDateTime.class));
      }
    }
  }

  Duration oldest() {
    return first == null ? Duration.ZERO : Duration.between(first, now);
  }

  boolean hasReached(Duration age) {
    return first != null && oldest().compareTo(age) >= 0;
  }
}
