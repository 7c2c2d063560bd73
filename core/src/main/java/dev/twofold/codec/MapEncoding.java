package dev.twofold.codec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map, in the order of its iterator: all keys, then all values. */
final class MapEncoding<K, V> implements Encoding<Map<@Nullable K, @Nullable V>> {

  private final Elements<K> keys;
  private final Elements<V> values;

  MapEncoding(Encoding<K> key, Encoding<V> value) {
    this.keys = new Elements<>(key);
    this.values = new Elements<>(value);
  }

  @Override
  public void write(Map<@Nullable K, @Nullable V> value, ByteSink sink) {
    keys.write(value.keySet(), sink);
    values.write(value.values(), sink);
  }

  @Override
  public Map<@Nullable K, @Nullable V> read(ByteSource source) {
    List<@Nullable K> readKeys = keys.read(source);
    List<@Nullable V> readValues = values.read(source);
    if (readKeys.size() != readValues.size()) {
      throw source.undecodable("a map with other numbers of keys and values");
    }
    Map<@Nullable K, @Nullable V> map = new LinkedHashMap<>();
    for (int i = 0; i < readKeys.size(); i++) {
      map.put(readKeys.get(i), readValues.get(i));
    }
    if (map.size() != readKeys.size()) {
      throw source.undecodable("a map with a key twice");
    }
    return Collections.unmodifiableMap(map);
  }

  @Override
  public void describe(SchemaText schema) {
    schema.append("Map<");
    keys.describe(schema);
    schema.append(",");
    values.describe(schema);
    schema.append(">");
  }
}
