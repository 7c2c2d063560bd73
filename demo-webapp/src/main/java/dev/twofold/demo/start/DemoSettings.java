package dev.twofold.demo.start;

import static java.util.Objects.requireNonNull;

import dev.twofold.demo.data.Scale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the application stands on.
 *
 * @param scale how much data an empty database gets
 */
public record DemoSettings(DatabaseChoice database, RedisChoice redis, Scale scale) {

  public DemoSettings {
    requireNonNull(database, "database");
    requireNonNull(redis, "redis");
    requireNonNull(scale, "scale");
  }

  /**
   * Reads settings from named texts: {@code TWOFOLD_DEMO_DATABASE_URL}, {@code ..._DATABASE_USER},
   * {@code ..._DATABASE_PASSWORD}, {@code ..._REDIS} and {@code ..._SCALE}. What is not named is H2
   * in memory, an embedded Redis and the default scale.
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
        scale == null ? Scale.DEFAULT : Scale.ofFactor(factor(scale)));
  }

  private static double factor(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("scale is '%s', not a number".formatted(text), e);
    }
  }
}
