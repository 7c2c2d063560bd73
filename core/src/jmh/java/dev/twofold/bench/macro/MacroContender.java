package dev.twofold.bench.macro;

import dev.twofold.bench.report.About;
import java.util.List;

/** Who answers the requests: always the same server, started or asked in different ways. */
@SuppressWarnings("ImmutableEnumChecker") // the lists cannot be changed
enum MacroContender {
  @About("plain Hibernate, all entities, collections and queries in Ehcache without copies")
  HIBERNATE_CACHE("mode=naive", "none", SecondLevelCache.SETTINGS),

  @About("plain Hibernate")
  HIBERNATE("mode=naive", "none", SecondLevelCache.NONE),

  @About("Twofold with a near tier and no Redis, as Hibernate's cache has none: one node, no more")
  TWOFOLD_NEAR("", "only-node", SecondLevelCache.NONE),

  @About("Twofold with a near tier and Redis, as several nodes have it")
  TWOFOLD("", "redis", SecondLevelCache.NONE);

  private final String query;
  private final String redis;
  private final List<String> options;

  MacroContender(String query, String redis, List<String> options) {
    this.query = query;
    this.redis = redis;
    this.options = options;
  }

  /** The address of a page as it is answered by this one. */
  String address(String path) {
    return query.isEmpty() ? path : path + (path.contains("?") ? "&" : "?") + query;
  }

  /**
   * Which Redis the server is to have.
   *
   * @param address of the one that is there
   */
  String redis(String address) {
    return redis.equals("redis") ? address : redis;
  }

  /** Whether it is faster for what it has answered before. */
  boolean hasCache() {
    return this != HIBERNATE;
  }

  /** Further options of the server's Java. */
  List<String> options() {
    return options;
  }

  /** Hibernate's cache, set up as well as it can be; it serves the same pages all the same. */
  private static final class SecondLevelCache {

    /** Else Hibernate has one, since one is on the class path. */
    static final List<String> NONE =
        List.of(
            "-Dhibernate.cache.use_second_level_cache=false",
            "-Dhibernate.cache.use_query_cache=false");

    static final List<String> SETTINGS =
        List.of(
            "-Dhibernate.cache.use_second_level_cache=true",
            "-Dhibernate.cache.use_query_cache=true",
            "-Dhibernate.javax.cache.provider=org.ehcache.jsr107.EhcacheCachingProvider",
            "-Dhibernate.cache.region.factory_class=dev.twofold.demo.bench.ReferenceRegions",
            // A comment that is added makes the cached comments of its story stale.
            "-Dhibernate.cache.auto_evict_collection_cache=true",
            "-Dhibernate.default_batch_fetch_size=1000");
  }
}
