package dev.twofold.bench.page;

import dev.twofold.bench.peer.Contenders;
import dev.twofold.bench.report.Goal;
import dev.twofold.bench.report.Measurement;
import dev.twofold.bench.report.Results;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** What the page is to cost, as ratios in one run. */
public final class PageGoals {

  private static final String METHOD = "page";
  private static final String RATIO = "times";

  private static final String NEAR_REASON =
      "A bare loop reads a map and is done. The engine also keeps what the request knows in a store"
          + " that other threads may read, compares each entry with what became stale, and counts;"
          + " the memory of these entries is most of the difference.";

  private PageGoals() {}

  /** All of them. */
  public static List<Goal> all() {
    Run near = near(Contenders.TWOFOLD_NEAR);
    Run cold = cold(Contenders.TWOFOLD, DatabasePlace.POSTGRES);
    Run redis = redis(Contenders.TWOFOLD_REDIS, 0);
    return List.of(
        Goal.atLeast(
                "near-warm page, against Hibernate's cache by reference",
                10,
                RATIO,
                ratio(near(Contenders.HIBERNATE_CACHE_REFERENCE), near))
            .because(NEAR_REASON),
        Goal.atLeast(
                "near-warm page, against Ebean's cache in the process",
                3,
                RATIO,
                ratio(near(Contenders.EBEAN_CACHE), near))
            .because(NEAR_REASON),
        Goal.atMost(
                "near-warm page, of a loop over bare Ehcache",
                1.3,
                RATIO,
                ratio(near, near(Contenders.EHCACHE_LOOP)))
            .because(NEAR_REASON),
        Goal.atLeast(
                "cold page on PostgreSQL, against Hibernate with batches of 1,000",
                2,
                RATIO,
                ratio(cold(Contenders.HIBERNATE_BATCH, DatabasePlace.POSTGRES), cold))
            .because("Database and driver take most of a cold page, and both wait for them alike."),
        Goal.atLeast(
                "cold page on PostgreSQL, against Ebean's fetch group",
                1,
                RATIO,
                ratio(cold(Contenders.EBEAN_GROUP, DatabasePlace.POSTGRES), cold))
            .because(
                "Ebean joins: two statements, where one for each loader and level makes five. What"
                    + " is joined is no entry of a cache that others could use."),
        Goal.atMost(
                "cold page on PostgreSQL, of JDBC with the same statements",
                1.3,
                RATIO,
                ratio(cold, cold(Contenders.JDBC, DatabasePlace.POSTGRES)))
            .because(
                "Rows are read through Hibernate, which keeps its types and dialects and costs more"
                    + " than a result set, and each value goes through the request store."),
        Goal.atMost(
                "cold page on PostgreSQL that fills Redis behind the request, of one without Redis",
                1,
                RATIO,
                ratio(cold(Contenders.TWOFOLD_REDIS, DatabasePlace.POSTGRES), cold))
            .because(
                "Nobody waits for the fill, but the page asks Redis first, which takes a lease for"
                    + " each key that it does not have; and Redis and the thread that fills it use"
                    + " the processors of the page."),
        Goal.atMost("Redis-warm page", 4, "round trips", roundTrips(redis)),
        Goal.atMost(
                "Redis-warm page, of MGETs of the same keys and decoding",
                1.25,
                RATIO,
                ratio(redis, redis(Contenders.REDISSON_MGET, 0)))
            .because(
                "An entry is longer than a value by hand: its key has the names of application and"
                    + " loader, its value the generations that tell whether it is stale, and it has"
                    + " a time to live. Redis takes longer for such entries, and the engine"
                    + " compares the generations of each."),
        Goal.atLeast(
                "Redis-warm page behind 1 ms, against the cold page behind 1 ms",
                1,
                RATIO,
                ratio(
                    cold(Contenders.TWOFOLD, DatabasePlace.POSTGRES_AT_1_MS),
                    redis(Contenders.TWOFOLD_REDIS, 1)))
            .because(
                "Both wait for as many round trips; decoding entries takes longer than the rest of"
                    + " what the database does for rows that it has in memory."),
        Goal.atLeast(
                "Redis-warm page, against Hibernate's cache on Redisson",
                20,
                RATIO,
                ratio(redis(Contenders.HIBERNATE_CACHE_REDISSON, 0), redis))
            .because(
                "Without a network a round trip is cheap, and so are a thousand of them; the table"
                    + " has the page behind a millisecond, too."),
        Goal.notMeasurable(
            "Redis-warm page, against Ebean's cache on Redis",
            Goal.Bound.AT_LEAST,
            20,
            RATIO,
            "mvn dependency:get -Dartifact=io.ebean:ebean-redis:17.3.0",
            "The artifact io.ebean:ebean-redis is not found where this build finds all others, so"
                + " Ebean's cache on Redis is no contender."));
  }

  /** Finds one measurement in the results. */
  private interface Run extends Function<Results, Optional<Measurement>> {}

  private static Run near(Contenders contender) {
    return run("page.NearWarmPage", Map.of("contender", contender.name()));
  }

  private static Run redis(Contenders contender, int millis) {
    return run(
        "page.RedisWarmPage",
        Map.of("contender", contender.name(), "networkMillis", Integer.toString(millis)));
  }

  private static Run cold(Contenders contender, DatabasePlace database) {
    return run("page.ColdPage", Map.of("contender", contender.name(), "database", database.name()));
  }

  private static Run run(String group, Map<String, String> parameters) {
    return results -> results.find(group, METHOD, parameters);
  }

  private static Function<Results, OptionalDouble> ratio(Run one, Run other) {
    return results -> {
      Optional<Measurement> dividend = one.apply(results);
      Optional<Measurement> divisor = other.apply(results);
      return dividend.isPresent() && divisor.isPresent()
          ? OptionalDouble.of(dividend.get().nanos() / divisor.get().nanos())
          : OptionalDouble.empty();
    };
  }

  private static Function<Results, OptionalDouble> roundTrips(Run run) {
    return results ->
        run.apply(results)
            .map(found -> OptionalDouble.of(found.figure("roundTrips")))
            .orElseGet(OptionalDouble::empty);
  }
}
