package dev.twofold.bench.peer;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Redis as a client gives it: names and bytes, each call one round trip. */
interface ByteStore extends AutoCloseable {

  /** How long entries live. */
  Duration TIME_TO_LIVE = Duration.ofMinutes(10);

  /** By name, what is there: one MGET. */
  Map<String, byte[]> get(List<String> names);

  /** One pipeline of SETs, each with a time to live. */
  void set(Map<String, byte[]> values);

  void delete(List<String> names);

  void clear();

  @Override
  void close();
}
