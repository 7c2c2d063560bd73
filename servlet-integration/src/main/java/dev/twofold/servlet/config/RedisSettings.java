package dev.twofold.servlet.config;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.ConfigurationException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the Redis server of the distributed tier is, and how to log in. The application hands it to
 * the tier that it builds: {@code RedissonTier.at(redis.uri())}. Immutable; never prints the
 * password.
 *
 * @param address {@code redis://host:port}, or {@code rediss://host:port} for TLS; without a user,
 *     a password and a database; default port 6379
 * @param username the user to log in as; null: the default user of the server
 * @param password the password to log in with; null: none is sent
 * @param database the number of the database; 0 to 9999, default 0
 */
public record RedisSettings(
    String address, @Nullable String username, @Nullable String password, int database) {

  static final String ADDRESS_FORM =
      "redis://host:port, or rediss://host:port for TLS; user, password and database have settings"
          + " of their own";

  private static final int HIGHEST_PORT = 65_535;
  private static final int HIGHEST_DATABASE = 9_999;

  /** Not {@link java.net.URI}: that knows no host with an underscore, as container names have. */
  private static final Pattern ADDRESS =
      Pattern.compile("(rediss?://)([\\w.-]+|\\[[0-9a-fA-F:.]+])(:(?<port>[0-9]{1,5}))?");

  /**
   * Checks the parts.
   *
   * @throws ConfigurationException if one is not allowed, naming it
   */
  public RedisSettings {
    requireNonNull(address, "address");
    // Not shown, because a password may stand in it by mistake.
    check(isServer(address), "redis setting 'address' is not an address", ADDRESS_FORM);
    check(
        database >= 0 && database <= HIGHEST_DATABASE,
        "redis setting 'database' is " + database,
        "0 to " + HIGHEST_DATABASE);
  }

  /** The settings of a server without a login. */
  public static RedisSettings at(String address) {
    return new RedisSettings(address, null, null, 0);
  }

  /** These settings with another server. */
  public RedisSettings withAddress(String other) {
    return new RedisSettings(other, username, password, database);
  }

  /** These settings with another user. */
  public RedisSettings withUsername(@Nullable String other) {
    return new RedisSettings(address, other, password, database);
  }

  /** These settings with another password. */
  public RedisSettings withPassword(@Nullable String other) {
    return new RedisSettings(address, username, other, database);
  }

  /** These settings with another database. */
  public RedisSettings withDatabase(int other) {
    return new RedisSettings(address, username, password, other);
  }

  /**
   * All of it in one text, as Redis clients take it: {@code
   * redis://user:password@host:port/database}, user and password percent-encoded. Holds the
   * password: not for logs.
   */
  public String uri() {
    int hostStart = address.indexOf("//") + 2;
    return address.substring(0, hostStart)
        + login()
        + address.substring(hostStart)
        + (database == 0 ? "" : "/" + database);
  }

  private String login() {
    if (username == null && password == null) {
      return "";
    }
    return encoded(username) + (password == null ? "" : ":" + encoded(password)) + "@";
  }

  private static String encoded(@Nullable String part) {
    return part == null
        ? ""
        : URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  private static boolean isServer(String address) {
    Matcher matcher = ADDRESS.matcher(address);
    if (!matcher.matches()) {
      return false;
    }
    String port = matcher.group("port");
    return port == null || (Integer.parseInt(port) > 0 && Integer.parseInt(port) <= HIGHEST_PORT);
  }

  private static void check(boolean valid, String problem, String allowed) {
    if (!valid) {
      throw new ConfigurationException(problem + "; allowed: " + allowed);
    }
  }

  /** All parts but the password. */
  @Override
  public String toString() {
    return "RedisSettings[address=%s, username=%s, password=%s, database=%d]"
        .formatted(
            address,
            username == null ? "none" : username,
            password == null ? "none" : "***",
            database);
  }
}
