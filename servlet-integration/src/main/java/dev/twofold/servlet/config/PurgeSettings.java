package dev.twofold.servlet.config;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How what became stale is removed from caches in front of the application. Immutable; never prints
 * the token.
 *
 * @param addresses the caches; default: none
 * @param limit how many single keys may wait to be purged; beyond it whole loaders are; default
 *     10,000
 * @param again after how long everything is purged a second time, for what was on its way to a
 *     cache the first time; zero: not at all; default 2 seconds
 * @param timeout how long a cache may take to answer; default 2 seconds
 * @param soft whether caches keep what is purged as expired, to answer it while they ask for a new
 *     one; default: no
 * @param token sent to the caches as {@code Authorization: Bearer}; null, the default: none
 */
public record PurgeSettings(
    List<URI> addresses,
    int limit,
    Duration again,
    Duration timeout,
    boolean soft,
    @Nullable String token) {

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  /** What holds where nothing is set. */
  public static final PurgeSettings DEFAULT =
      new PurgeSettings(
          List.of(), 10_000, Duration.ofSeconds(2), Duration.ofSeconds(2), false, null);

  public PurgeSettings {
    addresses = List.copyOf(addresses);
    check(limit > 0, "limit", limit, "1 or more");
    check(isUpToAMinute(again), "again", again, "zero (once is enough) to 1 minute");
    check(
        isUpToAMinute(timeout) && !timeout.isZero(),
        "timeout",
        timeout,
        "1 millisecond to 1 minute");
  }

  private static boolean isUpToAMinute(Duration time) {
    return !time.isNegative() && time.compareTo(LONGEST_WAIT) <= 0;
  }

  private static void check(boolean valid, String key, Object value, String allowed) {
    if (!valid) {
      throw new ConfigurationException(
          "purge setting '%s' is %s; allowed: %s".formatted(key, value, allowed));
    }
  }

  /**
   * These settings with other caches.
   *
   * @param list their addresses, with commas between them
   * @throws ConfigurationException if one is not an address
   */
  public PurgeSettings withAddresses(String list) {
    List<URI> parsed = new ArrayList<>();
    for (String address : requireNonNull(list, "list").split(",", -1)) {
      parsed.add(address(address.strip()));
    }
    return new PurgeSettings(parsed, limit, again, timeout, soft, token);
  }

  private static URI address(String text) {
    URI address = null;
    try {
      address = new URI(text);
    } catch (URISyntaxException e) {
      // Refused below, without the text: a password may stand in it by mistake.
    }
    boolean valid =
        address != null
            && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
            && address.getHost() != null
            && address.getUserInfo() == null
            && address.getQuery() == null
            && address.getFragment() == null;
    if (!valid || address == null) {
      throw new ConfigurationException(
          "purge setting 'addresses' has something that is not an address; allowed:"
              + " http://host:port or https://host:port, without user and password, with commas"
              + " between several");
    }
    return address;
  }

  /** These settings with another limit. */
  public PurgeSettings withLimit(int other) {
    return new PurgeSettings(addresses, other, again, timeout, soft, token);
  }

  /** These settings with another time until the second purge. */
  public PurgeSettings withAgain(Duration other) {
    return new PurgeSettings(addresses, limit, other, timeout, soft, token);
  }

  /** These settings with another time for an answer. */
  public PurgeSettings withTimeout(Duration other) {
    return new PurgeSettings(addresses, limit, again, other, soft, token);
  }

  /** These settings with caches that keep what is purged as expired, or do not. */
  public PurgeSettings withSoft(boolean other) {
    return new PurgeSettings(addresses, limit, again, timeout, other, token);
  }

  /** These settings with another token. */
  public PurgeSettings withToken(@Nullable String other) {
    return new PurgeSettings(addresses, limit, again, timeout, soft, other);
  }

  /** All but the token. */
  @Override
  public String toString() {
    return "PurgeSettings[addresses=%s, limit=%d, again=%s, timeout=%s, soft=%s, token=%s]"
        .formatted(addresses, limit, again, timeout, soft, token == null ? "none" : "***");
  }
}
