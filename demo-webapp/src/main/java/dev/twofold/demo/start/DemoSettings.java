package dev.twofold.demo.start;

import static java.util.Objects.requireNonNull;

import dev.twofold.demo.data.Scale;
import dev.twofold.servlet.config.EdgeSettings;
import dev.twofold.servlet.config.EdgeUse;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the application stands on.
 *
 * @param near whether there is a near tier; without Redis there is none, since nobody could tell it
 *     what other nodes write
 * @param scale how much data an empty database gets
 * @param faults whether who is on this machine may break tiers
 * @param warm whether tiers are warmed at the start, with a bar on the console
 * @param edge whether thumbnails are shared with caches in front, and which of them are purged
 */
public record DemoSettings(
    DatabaseChoice database,
    RedisChoice redis,
    boolean near,
    Scale scale,
    boolean faults,
    boolean warm,
    EdgeSettings edge) {

  public DemoSettings {
    requireNonNull(database, "database");
    requireNonNull(redis, "redis");
    requireNonNull(scale, "scale");
    requireNonNull(edge, "edge");
  }

  /** Settings with which nobody can break tiers, nothing is warmed, and nothing shared. */
  public DemoSettings(DatabaseChoice database, RedisChoice redis, boolean near, Scale scale) {
    this(database, redis, near, scale, false, false, EdgeSettings.DEFAULT);
  }

  /**
   * Reads settings from named texts: {@code TWOFOLD_DEMO_DATABASE_URL}, {@code ..._DATABASE_USER},
   * {@code ..._DATABASE_PASSWORD}, {@code ..._REDIS}, {@code ..._NEAR}, {@code ..._SCALE}, {@code
   * ..._FAULTS}, {@code ..._WARM} and {@code ..._EDGE}. What is not named is H2 in memory, an
   * embedded Redis, a near tier, the default scale, tiers that nobody can break, none that is
   * warmed, and thumbnails that are shared.
   *
   * @throws IllegalArgumentException if one of them cannot be, naming it
   */
  public static DemoSettings of(Map<String, String> texts) {
    @Nullable String url = texts.get("TWOFOLD_DEMO_DATABASE_URL");
    @Nullable String scale = texts.get("TWOFOLD_DEMO_SCALE");
    return new DemoSettings(
        url == null
            ? DatabaseChoice.inMemory()
            : new DatabaseChoice(
                url,
                texts.get("TWOFOLD_DEMO_DATABASE_USER"),
                texts.get("TWOFOLD_DEMO_DATABASE_PASSWORD")),
        RedisChoice.parse(texts.getOrDefault("TWOFOLD_DEMO_REDIS", "embedded")),
        isOn("near", texts.getOrDefault("TWOFOLD_DEMO_NEAR", "on")),
        scale == null ? Scale.DEFAULT : Scale.ofFactor(factor(scale)),
        isOn("faults", texts.getOrDefault("TWOFOLD_DEMO_FAULTS", "off")),
        isOn("warm", texts.getOrDefault("TWOFOLD_DEMO_WARM", "off")),
        edge(texts.getOrDefault("TWOFOLD_DEMO_EDGE", "on")));
  }

  private static EdgeSettings edge(String text) {
    EdgeSettings shared = EdgeSettings.DEFAULT.withUse(EdgeUse.ON);
    return switch (text) {
      case "on" -> shared;
      case "off" -> EdgeSettings.DEFAULT;
      default -> shared.withPurge(shared.purge().withAddresses(text));
    };
  }

  private static boolean isOn(String name, String text) {
    return switch (text) {
      case "on" -> true;
      case "off" -> false;
      default ->
          throw new IllegalArgumentException(
              "%s is '%s'; allowed: 'on' or 'off'".formatted(name, text));
    };
  }

  /** These settings with the Redis that another application uses. */
  public DemoSettings withRedisOf(Optional<String> address) {
    RedisChoice same =
        address.<RedisChoice>map(RedisChoice.At::new).orElseGet(RedisChoice.None::new);
    return new DemoSettings(database, same, near, scale, faults, warm, edge);
  }

  private static double factor(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("scale is '%s', not a number".formatted(text), e);
    }
  }
}
