package dev.twofold.demo.start;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which database the application uses.
 *
 * @param url of JDBC
 * @param user null if the address says it all
 * @param password null if there is none; never shown
 */
public record DatabaseChoice(String url, @Nullable String user, @Nullable String password) {

  private static final String IN_MEMORY = "jdbc:h2:mem:";

  public DatabaseChoice {
    requireNonNull(url, "url");
    if (!url.startsWith("jdbc:")) {
      throw new IllegalArgumentException(
          "the database address is no JDBC address like jdbc:postgresql://localhost/demo");
    }
  }

  /** A database in the memory of this process, apart from all others. */
  public static DatabaseChoice inMemory() {
    return new DatabaseChoice(
        IN_MEMORY + "community-" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", null, null);
  }

  /** Whether nothing but this process has its data, so that closing may drop it. */
  boolean isInMemory() {
    return url.startsWith(IN_MEMORY);
  }

  /**
   * What its values are called by in Redis: applications on one database share them, and those on
   * another one, such as that of the next start, do not find them.
   */
  String cacheName() {
    return "community-%08x".formatted(url.hashCode());
  }

  @Override
  public String toString() {
    return isInMemory() ? "H2 in memory" : "an external database";
  }
}
