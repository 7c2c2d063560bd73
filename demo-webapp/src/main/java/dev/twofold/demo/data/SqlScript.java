package dev.twofold.demo.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A file of statements beside this class, each ended by a semicolon. */
final class SqlScript {

  private SqlScript() {}

  static void run(String name, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String each : text(name).split(";", -1)) {
        if (!each.isBlank()) {
          statement.execute(each);
        }
      }
    }
  }

  private static String text(String name) {
    try (InputStream file = SqlScript.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
