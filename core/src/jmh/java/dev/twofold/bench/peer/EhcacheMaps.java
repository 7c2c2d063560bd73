package dev.twofold.bench.peer;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.ehcache.Cache;
import org.ehcache.CacheManager;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.jspecify.annotations.Nullable;

/** A heap cache of Ehcache for each kind, of the objects themselves. */
final class EhcacheMaps implements BulkCache {

  private static final int ENTRIES = 100_000;

  private final CacheManager manager = CacheManagerBuilder.newCacheManagerBuilder().build(true);
  private final Map<Kind, Cache<Long, Object>> caches = new EnumMap<>(Kind.class);
  private final boolean inBulk;

  /**
   * @param inBulk whether many are read with {@code getAll} or with a {@code get} for each
   */
  EhcacheMaps(boolean inBulk) {
    this.inBulk = inBulk;
    for (Kind kind : Kind.values()) {
      caches.put(
          kind,
          manager.createCache(
              kind.name(),
              CacheConfigurationBuilder.newCacheConfigurationBuilder(
                  Long.class, Object.class, ResourcePoolsBuilder.heap(ENTRIES))));
    }
  }

  Cache<Long, Object> of(Kind kind) {
    return caches.get(kind);
  }

  @Override
  public void read(Map<Kind, Set<Long>> wanted, Found found) {
    wanted.forEach(
        (kind, ids) -> {
          if (inBulk) {
            of(kind).getAll(ids).forEach((id, value) -> putIfThere(found, kind, id, value));
          } else {
            ids.forEach(id -> putIfThere(found, kind, id, of(kind).get(id)));
          }
        });
  }

  private static void putIfThere(Found found, Kind kind, Long id, @Nullable Object value) {
    if (value != null) {
      found.put(kind, id, value);
    }
  }

  @Override
  public void put(Found loaded) {
    loaded.all().forEach((kind, values) -> of(kind).putAll(values));
  }

  @Override
  public void remove(Kind kind, Collection<Long> ids) {
    of(kind).removeAll(Set.copyOf(ids));
  }

  @Override
  public void clear() {
    caches.values().forEach(Cache::clear);
  }

  @Override
  public void close() {
    manager.close();
  }
}
