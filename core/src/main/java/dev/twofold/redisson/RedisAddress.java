package dev.twofold.redisson;

import dev.twofold.error.ConfigurationException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a Redis server is and who is asking.
 *
 * @param server scheme, host and port, which may be shown
 * @param username null: the default user
 * @param password null: none is sent; never shown
 * @param database its number
 */
record RedisAddress(
    String server, @Nullable String username, @Nullable String password, int database) {

  private static final String ALLOWED =
      "allowed is redis://[user:password@]host[:port][/database], or rediss:// for TLS; special"
          + " characters in user and password are percent-encoded";
  private static final String DEFAULT_PORT = "6379";
  private static final int HIGHEST_PORT = 65_535;

  /** Not {@link java.net.URI}: that knows no host with an underscore, as container names have. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<scheme>rediss?)://"
              + "(?:(?<user>[^/?#@:]*)(?::(?<password>[^/?#@]*))?@)?"
              + "(?<host>[\\w.-]+|\\[[0-9a-fA-F:.]+])"
              + "(?::(?<port>[0-9]{1,5}))?"
              + "(?:/(?<database>[0-9]{0,4}))?");

  /**
   * Reads an address.
   *
   * @throws ConfigurationException if it is none; the message does not show user and password
   */
  static RedisAddress parse(String text) {
    Matcher address = ADDRESS.matcher(text);
    if (!address.matches()) {
      throw refused(text);
    }
    String port = address.group("port") == null ? DEFAULT_PORT : address.group("port");
    if (Integer.parseInt(port) < 1 || Integer.parseInt(port) > HIGHEST_PORT) {
      throw refused(text);
    }
    String database = address.group("database");
    return new RedisAddress(
        address.group("scheme") + "://" + address.group("host") + ":" + port,
        decoded(address.group("user"), text),
        decoded(address.group("password"), text),
        database == null || database.isEmpty() ? 0 : Integer.parseInt(database));
  }

  private static @Nullable String decoded(@Nullable String encoded, String text) {
    if (encoded == null || encoded.isEmpty()) {
      return null;
    }
    try {
      return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw refused(text); // without the cause, which quotes a part of the password
    }
  }

  private static ConfigurationException refused(String text) {
    return new ConfigurationException(
        "'" + withoutSecrets(text) + "' is not the address of a Redis server: " + ALLOWED);
  }

  /**
   * Hides everything that could be a user, a password or a parameter in a text of any form: what
   * stands before an at sign, and what stands behind a colon and is no port.
   */
  private static String withoutSecrets(String text) {
    String end = text.substring(text.lastIndexOf('@') + 1).replaceFirst("[?#].*", "");
    String shown = end.replaceFirst("(?s)(?<!^rediss?):(?!//|$|\\d{1,5}(/|$)).*", ":...");
    return end.length() == text.length() ? shown : "..." + shown;
  }

  /** The server, without user and password. */
  @Override
  public String toString() {
    return database == 0 ? server : server + "/" + database;
  }
}
