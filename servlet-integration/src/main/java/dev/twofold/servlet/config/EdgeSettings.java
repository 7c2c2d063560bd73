package dev.twofold.servlet.config;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.ConfigurationException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * How responses that the application shares are kept in front of it. Immutable.
 *
 * @param use whether anything is done; default: off
 * @param keyHeader the response header that names surrogate keys; default {@code xkey}
 * @param keyBytes how long its value may be; a response of more entries names some of them
 *     together; 256 bytes to 16 KiB, default 4 KiB
 * @param bodyBytes a longer body is sent as it is written, and its response is not shared; room for
 *     it is made for each response that is declared to be shared; default 256 KiB
 * @param tableEntries of how many entries this node remembers which responses they are in, to
 *     answer that nothing has changed; default 100,000
 * @param browserTime how long browsers may keep a response without asking; nobody can purge those;
 *     default zero
 * @param staleWhileRevalidate how long a cache may answer what has expired while it asks for a new
 *     one; zero, the default: the header does not say
 * @param staleIfError how long a cache may answer what has expired if it cannot have a new one;
 *     zero, the default: the header does not say
 * @param purge how what became stale is removed
 */
public record EdgeSettings(
    EdgeUse use,
    String keyHeader,
    int keyBytes,
    int bodyBytes,
    int tableEntries,
    Duration browserTime,
    Duration staleWhileRevalidate,
    Duration staleIfError,
    PurgeSettings purge) {

  private static final int FEWEST_KEY_BYTES = 256;
  private static final int MOST_KEY_BYTES = 16 << 10;
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");

  /** What holds where nothing is set: nothing is done. */
  public static final EdgeSettings DEFAULT =
      new EdgeSettings(
          EdgeUse.OFF,
          "xkey",
          4 << 10,
          256 << 10,
          100_000,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          PurgeSettings.DEFAULT);

  public EdgeSettings {
    requireNonNull(use, "use");
    requireNonNull(purge, "purge");
    check(
        HEADER_NAME.matcher(keyHeader).matches(),
        "key-header",
        "no name of a header",
        "1 to 64 letters, digits and dashes");
    check(
        keyBytes >= FEWEST_KEY_BYTES && keyBytes <= MOST_KEY_BYTES,
        "key-limit",
        keyBytes,
        "256 bytes to 16KiB");
    check(bodyBytes > 0, "body-limit", bodyBytes, "1 byte or more");
    check(tableEntries > 0, "table-entries", tableEntries, "1 or more");
    check(isTime(browserTime), "browser-time", browserTime, "zero to 365 days");
    check(
        isTime(staleWhileRevalidate),
        "stale-while-revalidate",
        staleWhileRevalidate,
        "zero to 365 days");
    check(isTime(staleIfError), "stale-if-error", staleIfError, "zero to 365 days");
  }

  private static boolean isTime(Duration time) {
    return !time.isNegative() && time.compareTo(LONGEST) <= 0;
  }

  private static void check(boolean valid, String key, Object value, String allowed) {
    if (!valid) {
      throw new ConfigurationException(
          "edge setting '%s' is %s; allowed: %s".formatted(key, value, allowed));
    }
  }

  /** Whether anything is done. */
  public boolean isOn() {
    return use == EdgeUse.ON;
  }

  /** These settings, used or not. */
  public EdgeSettings withUse(EdgeUse other) {
    return with(draft -> draft.use = other);
  }

  /** These settings with another header. */
  public EdgeSettings withKeyHeader(String other) {
    return with(draft -> draft.keyHeader = other);
  }

  /** These settings with another limit for the header of keys. */
  public EdgeSettings withKeyBytes(int other) {
    return with(draft -> draft.keyBytes = other);
  }

  /** These settings with another limit for bodies. */
  public EdgeSettings withBodyBytes(int other) {
    return with(draft -> draft.bodyBytes = other);
  }

  /** These settings with another size of the table. */
  public EdgeSettings withTableEntries(int other) {
    return with(draft -> draft.tableEntries = other);
  }

  /** These settings with another time for browsers. */
  public EdgeSettings withBrowserTime(Duration other) {
    return with(draft -> draft.browserTime = other);
  }

  /** These settings with another time for expired responses while a new one is asked for. */
  public EdgeSettings withStaleWhileRevalidate(Duration other) {
    return with(draft -> draft.staleWhileRevalidate = other);
  }

  /** These settings with another time for expired responses where no new one can be had. */
  public EdgeSettings withStaleIfError(Duration other) {
    return with(draft -> draft.staleIfError = other);
  }

  /** These settings with another way to purge. */
  public EdgeSettings withPurge(PurgeSettings other) {
    return with(draft -> draft.purge = other);
  }

  private EdgeSettings with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.settings();
  }

  /** One that is being changed: what a copy of a record with one other component needs. */
  private static final class Draft {
    private EdgeUse use;
    private String keyHeader;
    private int keyBytes;
    private int bodyBytes;
    private int tableEntries;
    private Duration browserTime;
    private Duration staleWhileRevalidate;
    private Duration staleIfError;
    private PurgeSettings purge;

    Draft(EdgeSettings settings) {
      use = settings.use;
      keyHeader = settings.keyHeader;
      keyBytes = settings.keyBytes;
      bodyBytes = settings.bodyBytes;
      tableEntries = settings.tableEntries;
      browserTime = settings.browserTime;
      staleWhileRevalidate = settings.staleWhileRevalidate;
      staleIfError = settings.staleIfError;
      purge = settings.purge;
    }

    EdgeSettings settings() {
      return new EdgeSettings(
          use,
          keyHeader,
          keyBytes,
          bodyBytes,
          tableEntries,
          browserTime,
          staleWhileRevalidate,
          staleIfError,
          purge);
    }
  }
}
