package dev.twofold.servlet.config;

import java.util.List;
import java.util.function.BiFunction;

/** The settings of the connection to Redis, in the order of the documentation. */
final class KnownRedisSettings {

  private KnownRedisSettings() {}

  static final List<KnownSetting<?>> ALL =
      List.of(
          redisAddress()
              .means("`redis://host:port`, or `rediss://` for TLS. Without it there is no Redis"),
          redis(
                  "username",
                  ValueFormat.TEXT,
                  KnownSetting.Secrecy.SHOWN,
                  RedisSettings::withUsername)
              .means("the user that Redis knows"),
          redis(
                  "password",
                  ValueFormat.TEXT,
                  KnownSetting.Secrecy.HIDDEN,
                  RedisSettings::withPassword)
              .means("never shown in messages and logs"),
          redis(
                  "database",
                  ValueFormat.COUNT,
                  KnownSetting.Secrecy.SHOWN,
                  RedisSettings::withDatabase)
              .means("0", "the number of the database of the server"));

  private static <T> KnownSetting<T> redis(
      String key,
      ValueFormat<T> format,
      KnownSetting.Secrecy secrecy,
      BiFunction<RedisSettings, T, RedisSettings> change) {
    return KnownSetting.of(
        List.of("redis", key),
        format,
        secrecy,
        (draft, path, value) -> draft.redis(redis -> change.apply(redis, value)));
  }

  private static KnownSetting<String> redisAddress() {
    // Hidden, because a password may stand in it by mistake.
    return KnownSetting.of(
        List.of("redis", "address"),
        ValueFormat.TEXT,
        KnownSetting.Secrecy.HIDDEN,
        (draft, path, value) -> draft.redisAddress(value));
  }
}
