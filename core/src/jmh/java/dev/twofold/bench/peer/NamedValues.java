package dev.twofold.bench.peer;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Values of our own codec under plain keys: one MGET for all kinds of a level. What Redis costs at
 * least.
 */
final class NamedValues implements BulkCache {

  private final ByteStore store;

  NamedValues(ByteStore store) {
    this.store = store;
  }

  private record Named(Kind kind, Long id) {
    String name() {
      return kind.name() + ":" + id;
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
          found.put(named.kind(), named.id(), named.kind().decode(bytes));
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
                    (id, value) -> values.put(new Named(kind, id).name(), kind.encode(value))));
    store.set(values);
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
