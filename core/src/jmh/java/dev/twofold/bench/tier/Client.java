package dev.twofold.bench.tier;

import java.time.Duration;

/**
 * One way to keep some entries in Redis. Every call is for all of its keys, in one round trip to
 * each server that has some.
 */
interface Client extends AutoCloseable {

  /** How long entries live. */
  Duration TIME_TO_LIVE = Duration.ofMinutes(10);

  /** Reads all values. */
  Object read();

  /** Gets whatever right {@link #fill} needs; none by default. */
  default Object prepareFill() {
    return this;
  }

  /** Puts all values, each with a time to live. */
  Object fill();

  /** Removes all. */
  Object invalidate();

  @Override
  void close();

  /** The clients that a benchmark can name. */
  static Client of(String name, RedisPlace place, Entries entries) {
    return switch (name) {
      case "twofold" -> new TwofoldClient(place.config(), entries);
      case "redisson" -> new RedissonRaw(place.config(), entries);
      case "jedis" -> new JedisRaw(place.port(), entries);
      case "lettuce" -> new LettuceRaw(place.port(), entries);
      default -> throw new IllegalArgumentException("no such client: " + name);
    };
  }
}
