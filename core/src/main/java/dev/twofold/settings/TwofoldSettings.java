package dev.twofold.settings;

import static java.util.Objects.requireNonNull;

import dev.twofold.error.ConfigurationException;
import dev.twofold.region.RegionPolicy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Everything about an engine that is not code. Immutable; checked when it is built.
 *
 * @param application first part of every key in the distributed tier, so that applications can
 *     share a server; letters, digits, {@code .}, {@code _} and {@code -}; default {@code twofold}
 * @param requestBudget how long the waves of one request may take together, which is what it waits
 *     for; then the distributed tier is left out, and keys that need the database fail; zero: as
 *     long as they like; 1 millisecond to 1 day, default 1 minute
 * @param distributedBudget how long one trip to the distributed tier may take; then it counts as a
 *     miss; 1 millisecond to 1 day, default 200 milliseconds
 * @param fills who puts what a request has loaded into the distributed tier; default {@link
 *     Fills#AWAITED}
 * @param breaker when the distributed tier is left out for a while, because it fails or is slow
 * @param databaseBudget how long the statements of one wave and loader may take; also how long a
 *     thread waits for another thread of its request that is loading; 1 millisecond to 1 day,
 *     default 30 seconds
 * @param databaseBreaker when keys fail at once because a database cannot be reached, without
 *     waiting for a connection; a load fails in this sense if it could not get a connection or lost
 *     it; default {@link BreakerPolicy#DATABASE}
 * @param databaseConcurrency how many loads read databases at the same time at most; others wait
 *     for their turn, within {@code databaseBudget}; below the number of connections, so that the
 *     rest of the application finds some; zero, the default: no limit but that of the pool
 * @param maximumKeysPerCall more keys in one call are refused; default 100,000
 * @param maximumValuesPerScope how many values one scope knows at most; keys that would be more
 *     fail; default 1,000,000
 * @param cohortLimit how many owners one question about a relation resolves at most; 1: the owner
 *     alone; default 1,000
 * @param unplannedLoads what becomes of relations that no plan has resolved; default {@link
 *     UnplannedLoads#ALLOW}
 * @param strictWrites what becomes of a write to a {@linkplain
 *     dev.twofold.region.Consistency#STRICT strict} region that the distributed tier does not
 *     acknowledge; default {@link StrictWrites#REFUSE}
 * @param commitLimit the longest time between the announcement of a commit to a strict region and
 *     the moment from which the database cannot apply it any more. The database must keep to it
 *     (time-outs of statements and of idle transactions); 1 second to 1 hour, default 30 seconds
 * @param undeliveredLimit how many invalidations wait at most while the distributed tier cannot be
 *     told; with more, whole loaders are cleared once it can; 1 to 10,000,000, default 100,000
 * @param nearBudget how long the near tier may take in one wave; what is not answered by then is
 *     looked up below; 1 millisecond to 1 day, default 100 milliseconds
 * @param nearOutageTimeToLive how long entries of the near tier count while invalidations of other
 *     nodes do not arrive; zero (not at all) to 1 hour, default 2 seconds
 * @param outbox whether transactions leave what they make stale in a table of their database until
 *     it is delivered; default {@link OutboxUse#OFF}
 * @param outboxInterval how often each node looks for rows that others have left there; 100
 *     milliseconds to 1 hour, default 5 seconds
 * @param outboxAge how old a row is at least that others have left; longer than it takes to deliver
 *     one and delete it; 100 milliseconds to 1 hour, default 10 seconds
 * @param warmup how gently tiers are warmed, and what is learned from reads
 * @param queue how writes wait in the queues of the engine, where a queue has no other policy;
 *     default {@link QueuePolicy#DEFAULT}
 * @param regions the policies of regions by name, each the region of a loader; a region that is not
 *     named has {@link RegionPolicy#DEFAULT}
 */
public record TwofoldSettings(
    String application,
    Duration requestBudget,
    Duration distributedBudget,
    Fills fills,
    BreakerPolicy breaker,
    Duration databaseBudget,
    BreakerPolicy databaseBreaker,
    int databaseConcurrency,
    int maximumKeysPerCall,
    int maximumValuesPerScope,
    int cohortLimit,
    UnplannedLoads unplannedLoads,
    StrictWrites strictWrites,
    Duration commitLimit,
    int undeliveredLimit,
    Duration nearBudget,
    Duration nearOutageTimeToLive,
    OutboxUse outbox,
    Duration outboxInterval,
    Duration outboxAge,
    WarmupPolicy warmup,
    QueuePolicy queue,
    Map<String, RegionPolicy> regions) {

  private static final Duration SHORTEST_BUDGET = Duration.ofMillis(1);
  private static final Duration LONGEST_BUDGET = Duration.ofDays(1);
  private static final Duration SHORTEST_COMMIT_LIMIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_COMMIT_LIMIT = Duration.ofHours(1);
  private static final int MOST_UNDELIVERED = 10_000_000;
  private static final Duration LONGEST_NEAR_OUTAGE = Duration.ofHours(1);
  private static final Duration SHORTEST_OUTBOX = Duration.ofMillis(100);
  private static final Duration LONGEST_OUTBOX = Duration.ofHours(1);
  private static final String NAME = "[A-Za-z0-9._-]{1,64}";

  public TwofoldSettings {
    requireNonNull(application, "application");
    requireNonNull(requestBudget, "requestBudget");
    requireNonNull(distributedBudget, "distributedBudget");
    requireNonNull(fills, "fills");
    requireNonNull(breaker, "breaker");
    requireNonNull(databaseBudget, "databaseBudget");
    requireNonNull(databaseBreaker, "databaseBreaker");
    requireNonNull(unplannedLoads, "unplannedLoads");
    requireNonNull(strictWrites, "strictWrites");
    requireNonNull(commitLimit, "commitLimit");
    requireNonNull(nearBudget, "nearBudget");
    requireNonNull(nearOutageTimeToLive, "nearOutageTimeToLive");
    requireNonNull(outbox, "outbox");
    requireNonNull(outboxInterval, "outboxInterval");
    requireNonNull(outboxAge, "outboxAge");
    requireNonNull(warmup, "warmup");
    requireNonNull(queue, "queue");
    regions = Map.copyOf(regions);
    check(
        application.matches(NAME),
        "application",
        application,
        "1 to 64 letters, digits, '.', '_' and '-'");
    if (!requestBudget.isZero()) {
      checkLength(
          "requestBudget",
          requestBudget,
          SHORTEST_BUDGET,
          LONGEST_BUDGET,
          "0 (no limit), or 1 millisecond to 1 day");
    }
    checkBudget("distributedBudget", distributedBudget);
    checkBudget("databaseBudget", databaseBudget);
    checkBudget("nearBudget", nearBudget);
    check(
        databaseConcurrency >= 0,
        "databaseConcurrency",
        databaseConcurrency,
        "zero (no limit) or more");
    check(maximumKeysPerCall > 0, "maximumKeysPerCall", maximumKeysPerCall, "1 or more");
    check(maximumValuesPerScope > 0, "maximumValuesPerScope", maximumValuesPerScope, "1 or more");
    check(cohortLimit > 0, "cohortLimit", cohortLimit, "1 or more");
    checkLength(
        "commitLimit",
        commitLimit,
        SHORTEST_COMMIT_LIMIT,
        LONGEST_COMMIT_LIMIT,
        "1 second to 1 hour");
    check(
        undeliveredLimit > 0 && undeliveredLimit <= MOST_UNDELIVERED,
        "undeliveredLimit",
        undeliveredLimit,
        "1 to 10000000");
    checkLength(
        "nearOutageTimeToLive",
        nearOutageTimeToLive,
        Duration.ZERO,
        LONGEST_NEAR_OUTAGE,
        "zero (near entries do not count then) to 1 hour");
    checkOutbox("outboxInterval", outboxInterval);
    checkOutbox("outboxAge", outboxAge);
    for (String region : regions.keySet()) {
      check(
          region.matches(NAME),
          "regions",
          region,
          "names of 1 to 64 letters, digits, '.', '_', '-'");
    }
  }

  private static void checkBudget(String key, Duration length) {
    checkLength(key, length, SHORTEST_BUDGET, LONGEST_BUDGET, "1 millisecond to 1 day");
  }

  private static void checkOutbox(String key, Duration length) {
    checkLength(key, length, SHORTEST_OUTBOX, LONGEST_OUTBOX, "100 milliseconds to 1 hour");
  }

  private static void checkLength(
      String key, Duration length, Duration shortest, Duration longest, String allowed) {
    check(length.compareTo(shortest) >= 0 && length.compareTo(longest) <= 0, key, length, allowed);
  }

  private static void check(boolean valid, String key, Object value, String allowed) {
    if (!valid) {
      throw new ConfigurationException(
          "setting '%s' is '%s'; allowed: %s".formatted(key, value, allowed));
    }
  }

  /** The settings that apply where nothing is set. */
  public static TwofoldSettings defaults() {
    return builder().build();
  }

  /** A builder that starts with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** The policy of a region. */
  public RegionPolicy region(String name) {
    return regions.getOrDefault(name, RegionPolicy.DEFAULT);
  }

  /** Collects settings; lives for one statement. Not thread-safe. */
  public static final class Builder {

    private String application = "twofold";
    private Duration requestBudget = Duration.ofMinutes(1);
    private Duration distributedBudget = Duration.ofMillis(200);
    private Fills fills = Fills.AWAITED;
    private BreakerPolicy breaker = BreakerPolicy.DEFAULT;
    private Duration databaseBudget = Duration.ofSeconds(30);
    private BreakerPolicy databaseBreaker = BreakerPolicy.DATABASE;
    private int databaseConcurrency = 0;
    private int maximumKeysPerCall = 100_000;
    private int maximumValuesPerScope = 1_000_000;
    private int cohortLimit = 1_000;
    private UnplannedLoads unplannedLoads = UnplannedLoads.ALLOW;
    private StrictWrites strictWrites = StrictWrites.REFUSE;
    private Duration commitLimit = Duration.ofSeconds(30);
    private int undeliveredLimit = 100_000;
    private Duration nearBudget = Duration.ofMillis(100);
    private Duration nearOutageTimeToLive = Duration.ofSeconds(2);
    private OutboxUse outbox = OutboxUse.OFF;
    private Duration outboxInterval = Duration.ofSeconds(5);
    private Duration outboxAge = Duration.ofSeconds(10);
    private WarmupPolicy warmup = WarmupPolicy.DEFAULT;
    private QueuePolicy queue = QueuePolicy.DEFAULT;
    private final Map<String, RegionPolicy> regions = new LinkedHashMap<>();

    private Builder() {}

    public Builder application(String name) {
      application = name;
      return this;
    }

    public Builder requestBudget(Duration budget) {
      requestBudget = budget;
      return this;
    }

    public Builder distributedBudget(Duration budget) {
      distributedBudget = budget;
      return this;
    }

    public Builder fills(Fills by) {
      fills = by;
      return this;
    }

    /** Replaces a part of the policy that was set so far. */
    public Builder breaker(UnaryOperator<BreakerPolicy> change) {
      breaker = change.apply(breaker);
      return this;
    }

    public Builder databaseBudget(Duration budget) {
      databaseBudget = budget;
      return this;
    }

    /** Replaces a part of the policy that was set so far. */
    public Builder databaseBreaker(UnaryOperator<BreakerPolicy> change) {
      databaseBreaker = change.apply(databaseBreaker);
      return this;
    }

    public Builder databaseConcurrency(int loads) {
      databaseConcurrency = loads;
      return this;
    }

    public Builder maximumKeysPerCall(int maximum) {
      maximumKeysPerCall = maximum;
      return this;
    }

    public Builder maximumValuesPerScope(int maximum) {
      maximumValuesPerScope = maximum;
      return this;
    }

    public Builder cohortLimit(int limit) {
      cohortLimit = limit;
      return this;
    }

    public Builder unplannedLoads(UnplannedLoads loads) {
      unplannedLoads = loads;
      return this;
    }

    public Builder strictWrites(StrictWrites writes) {
      strictWrites = writes;
      return this;
    }

    public Builder commitLimit(Duration limit) {
      commitLimit = limit;
      return this;
    }

    public Builder undeliveredLimit(int limit) {
      undeliveredLimit = limit;
      return this;
    }

    public Builder nearBudget(Duration budget) {
      nearBudget = budget;
      return this;
    }

    public Builder nearOutageTimeToLive(Duration timeToLive) {
      nearOutageTimeToLive = timeToLive;
      return this;
    }

    public Builder outbox(OutboxUse use) {
      outbox = use;
      return this;
    }

    public Builder outboxInterval(Duration interval) {
      outboxInterval = interval;
      return this;
    }

    public Builder outboxAge(Duration age) {
      outboxAge = age;
      return this;
    }

    /** Replaces a part of the policy that was set so far. */
    public Builder warmup(UnaryOperator<WarmupPolicy> change) {
      warmup = change.apply(warmup);
      return this;
    }

    /** Replaces a part of the policy that was set so far. */
    public Builder queue(UnaryOperator<QueuePolicy> change) {
      queue = change.apply(queue);
      return this;
    }

    /**
     * Names the policy of a region.
     *
     * @throws ConfigurationException if the region has one already
     */
    public Builder region(String name, RegionPolicy policy) {
      requireNonNull(name, "name");
      requireNonNull(policy, "policy");
      if (regions.putIfAbsent(name, policy) != null) {
        throw new ConfigurationException("region '%s' is set twice".formatted(name));
      }
      return this;
    }

    public TwofoldSettings build() {
      return new TwofoldSettings(
          application,
          requestBudget,
          distributedBudget,
          fills,
          breaker,
          databaseBudget,
          databaseBreaker,
          databaseConcurrency,
          maximumKeysPerCall,
          maximumValuesPerScope,
          cohortLimit,
          unplannedLoads,
          strictWrites,
          commitLimit,
          undeliveredLimit,
          nearBudget,
          nearOutageTimeToLive,
          outbox,
          outboxInterval,
          outboxAge,
          warmup,
          queue,
          regions);
    }
  }
}
