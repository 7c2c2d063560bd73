package dev.twofold.bench.peer;

import java.util.List;
import java.util.Map;

/** Redis as a client gives it: names and bytes, each call one round trip. */
interface ByteStore extends AutoCloseable {

  /** By name, what is there: one MGET. */
  Map<String, byte[]> get(List<String> names);

  /** One MSET. */
  void set(Map<String, byte[]> values);

  void delete(List<String> names);

  void clear();

  @Override
  void close();
}
