package dev.twofold.bench.peer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** A cache of Caffeine for each kind, read in bulk. */
final class CaffeineMaps implements BulkCache {

  private static final int ENTRIES = 100_000;

  private final Map<Kind, Cache<Long, Object>> caches = new EnumMap<>(Kind.class);

  CaffeineMaps() {
    for (Kind kind : Kind.values()) {
      caches.put(kind, Caffeine.newBuilder().maximumSize(ENTRIES).build());
    }
  }

  @Override
  public void read(Map<Kind, Set<Long>> wanted, Found found) {
    wanted.forEach((kind, ids) -> found.of(kind).putAll(caches.get(kind).getAllPresent(ids)));
  }

  @Override
  public void put(Found loaded) {
    loaded.all().forEach((kind, values) -> caches.get(kind).putAll(values));
  }

  @Override
  public void remove(Kind kind, Collection<Long> ids) {
    caches.get(kind).invalidateAll(ids);
  }

  @Override
  public void clear() {
    caches.values().forEach(Cache::invalidateAll);
  }

  @Override
  public void close() {}
}
