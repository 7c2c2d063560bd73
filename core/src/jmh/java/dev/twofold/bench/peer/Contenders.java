package dev.twofold.bench.peer;

import dev.twofold.bench.model.SessionFactories;
import dev.twofold.bench.peer.TwofoldPages.Style;
import dev.twofold.bench.peer.TwofoldPages.Tiers;
import dev.twofold.bench.report.About;
import java.util.Map;
import java.util.function.Function;

/** All ways to make the page, each with what its code works with. */
@SuppressWarnings("ImmutableEnumChecker") // the factories keep nothing
public enum Contenders {
  @About("records")
  TWOFOLD(setting -> new TwofoldPages(setting, Style.PLANNED_RECORDS, Tiers.NONE)),
  @About("records")
  TWOFOLD_UNPLANNED(setting -> new TwofoldPages(setting, Style.RECORDS, Tiers.NONE)),
  @About("read-only copies of entities")
  TWOFOLD_ENTITIES(setting -> new TwofoldPages(setting, Style.ENTITIES, Tiers.NONE)),
  @About("records")
  TWOFOLD_REDIS(setting -> new TwofoldPages(setting, Style.PLANNED_RECORDS, Tiers.REDIS)),
  @About("records")
  TWOFOLD_REDIS_UNPLANNED(setting -> new TwofoldPages(setting, Style.RECORDS, Tiers.REDIS)),
  @About("read-only copies of entities")
  TWOFOLD_REDIS_ENTITIES(setting -> new TwofoldPages(setting, Style.ENTITIES, Tiers.REDIS)),
  @About("records")
  TWOFOLD_NEAR(setting -> new TwofoldPages(setting, Style.PLANNED_RECORDS, Tiers.NEAR_AND_REDIS)),
  @About("records")
  TWOFOLD_NEAR_UNPLANNED(setting -> new TwofoldPages(setting, Style.RECORDS, Tiers.NEAR_AND_REDIS)),
  @About("read-only copies of entities")
  TWOFOLD_NEAR_ENTITIES(setting -> new TwofoldPages(setting, Style.ENTITIES, Tiers.NEAR_AND_REDIS)),

  @About("records by hand, the same statements")
  JDBC(setting -> new CacheAsidePages(BulkCache.None.NONE, new Tables(setting.pool()))),
  @About("records by hand")
  EHCACHE_LOOP(setting -> new EhcacheLoop(new Tables(setting.pool()))),
  @About("records by hand, getAll")
  EHCACHE_BULK(setting -> new CacheAsidePages(new EhcacheMaps(true), new Tables(setting.pool()))),
  @About("records by hand, getAllPresent")
  CAFFEINE_BULK(setting -> new CacheAsidePages(new CaffeineMaps(), new Tables(setting.pool()))),
  @About("records by hand, one MGET for each level")
  REDISSON_MGET(
      setting ->
          new CacheAsidePages(
              new NamedValues(new RedissonBytes(setting.redis())), new Tables(setting.pool()))),
  @About("records by hand, one MGET for each level")
  JEDIS_MGET(
      setting ->
          new CacheAsidePages(
              new NamedValues(new JedisBytes(setting.redis())), new Tables(setting.pool()))),
  @About("records by hand, one MGET for each level")
  LETTUCE_MGET(
      setting ->
          new CacheAsidePages(
              new NamedValues(new LettuceBytes(setting.redis())), new Tables(setting.pool()))),
  @About("records by hand, a multi-get for each cache and level")
  JETCACHE_REDIS(
      setting ->
          new CacheAsidePages(new JetCaches(setting.redis(), false), new Tables(setting.pool()))),
  @About("records by hand, Caffeine before Redis")
  JETCACHE_NEAR(
      setting ->
          new CacheAsidePages(new JetCaches(setting.redis(), true), new Tables(setting.pool()))),
  @About("records by hand, a trip for each")
  SPRING_REDISSON(
      setting ->
          new CacheAsidePages(new SpringCaches(setting.redis()), new Tables(setting.pool()))),

  @About("managed entities")
  HIBERNATE_LAZY(setting -> hibernate(setting, Map.of())),
  @About("managed entities, batches of 1,000")
  HIBERNATE_BATCH(
      setting -> hibernate(setting, Map.of("hibernate.default_batch_fetch_size", 1_000))),
  @About("managed entities, one entity graph")
  HIBERNATE_GRAPH(
      setting -> new HibernatePages(SessionFactories.of(setting.pool(), Map.of()), true)),
  @About("managed entities, Ehcache without copies")
  HIBERNATE_CACHE_REFERENCE(setting -> hibernate(setting, SecondLevelCache.ehcacheByReference())),
  @About("managed entities, Ehcache as JCache configures it")
  HIBERNATE_CACHE_VALUE(setting -> hibernate(setting, SecondLevelCache.ehcacheByValue())),
  @About("managed entities, Redisson's region factory")
  HIBERNATE_CACHE_REDISSON(
      setting -> hibernate(setting, SecondLevelCache.redisson(setting.redis()))),

  @About("beans")
  EBEAN_LAZY(setting -> new EbeanPages(setting.pool(), EbeanPages.Fetch.LAZY)),
  @About("partial beans")
  EBEAN_GROUP(setting -> new EbeanPages(setting.pool(), EbeanPages.Fetch.GROUP)),
  @About("beans, its cache in the process")
  EBEAN_CACHE(setting -> new EbeanPages(setting.pool(), EbeanPages.Fetch.CACHE));

  private final Function<Setting, Contender> factory;

  Contenders(Function<Setting, Contender> factory) {
    this.factory = factory;
  }

  /** Makes it; its caches are as they were left by others. */
  public Contender open(Setting setting) {
    return factory.apply(setting);
  }

  private static Contender hibernate(Setting setting, Map<String, Object> settings) {
    return new HibernatePages(SessionFactories.of(setting.pool(), settings), false);
  }
}
