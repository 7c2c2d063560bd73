package dev.twofold.demo.start;

import static java.util.Objects.requireNonNull;

import dev.twofold.demo.data.Scale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the application stands on.
 *
 * @param near whether there is a near tier; without Redis there is none, since nobody could tell it
 *     what other nodes write
 * @param scale how much data an empty database gets
 */
public record DemoSettings(DatabaseChoice database, RedisChoice redis, boolean near, Scale scale) {

  public DemoSettings {
    requireNonNull(database, "database");
    requireNonNull(redis, "redis");
    requireNonNull(scale, "scale");
  }

  /**
   * Reads settings from named texts: {@code TWOFOLD_DEMO_DATABASE_URL}, {@code ..._DATABASE_USER},
   * {@code ..._DATABASE_PASSWORD}, {@code ..._REDIS}, {@code ..._NEAR} and {@code ..._SCALE}. What
   * is not named is H2 in memory, an embedded Redis, a near tier and the default scale.
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
        isOn(texts.getOrDefault("TWOFOLD_DEMO_NEAR", "on")),
        scale == null ? Scale.DEFAULT : Scale.ofFactor(factor(scale)));
  }

  private static boolean isOn(String near) {
    return switch (near) {
      case "on" -> true;
      case "off" -> false;
      default ->
          throw new IllegalArgumentException(
              "near is '%s'; allowed: 'on' or 'off'".formatted(near));
    };
  }

  /** These settings with the Redis that another application uses. */
  public DemoSettings withRedisOf(Optional<String> address) {
    RedisChoice same =
        address.<RedisChoice>map(RedisChoice.At::new).orElseGet(RedisChoice.None::new);
    return new DemoSettings(database, same, near, scale);
  }

  private static double factor(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("scale is '%s', not a number".formatted(text), e);
    }
  }
}
