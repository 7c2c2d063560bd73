package dev.twofold.bench.peer;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Values of our own codec: one MGET for all kinds of a level. Keys and values are as long as
 * Twofold's, so that what is read is the same, and the difference is what Twofold does with it.
 */
final class NamedValues implements BulkCache {

  /** What Twofold's values begin with. */
  private static final int HEADER = 70;

  private final ByteStore store;

  NamedValues(ByteStore store) {
    this.store = store;
  }

  private record Named(Kind kind, Long id) {
    String name() {
      return kind.prefix() + id;
    }
  }

  @Override
  public void read(Map<Kind, Set<Long>> wanted, Found found) {
    Map<String, Named> names = new HashMap<>();
    wanted.forEach(
        (kind, ids) ->
            ids.forEach(
                id -> {
                  Named named = new Named(kind, id);
                  names.put(named.name(), named);
                }));
    Map<String, byte[]> values = store.get(List.copyOf(names.keySet()));
    values.forEach(
        (name, bytes) -> {
          Named named = names.get(name);
          found.put(named.kind(), named.id(), decode(named.kind(), bytes));
        });
  }

  @Override
  public void put(Found loaded) {
    Map<String, byte[]> values = new HashMap<>();
    loaded
        .all()
        .forEach(
            (kind, those) ->
                those.forEach(
                    (id, value) -> values.put(new Named(kind, id).name(), encode(kind, value))));
    store.set(values);
  }

  private static byte[] encode(Kind kind, Object value) {
    byte[] payload = kind.encode(value);
    byte[] bytes = new byte[HEADER + payload.length];
    System.arraycopy(payload, 0, bytes, HEADER, payload.length);
    return bytes;
  }

  private static Object decode(Kind kind, byte[] bytes) {
    return kind.decode(Arrays.copyOfRange(bytes, HEADER, bytes.length));
  }

  @Override
  public void remove(Kind kind, Collection<Long> ids) {
    store.delete(ids.stream().map(id -> new Named(kind, id).name()).toList());
  }

  @Override
  public void clear() {
    store.clear();
  }

  @Override
  public void close() {
    store.close();
  }
}
