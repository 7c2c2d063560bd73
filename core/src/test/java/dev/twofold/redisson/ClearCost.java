package dev.twofold.redisson;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.twofold.invalidation.Invalidation;
import dev.twofold.invalidation.StaleKey;
import dev.twofold.testing.Patience;
import dev.twofold.testing.RedisServer;
import dev.twofold.testing.TierKeys;
import dev.twofold.tier.EntryGroup;
import dev.twofold.tier.EntrySearch;
import dev.twofold.tier.Lookup;
import dev.twofold.tier.TierKey;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Measures what it takes to clear many entries by their tag, and to count and remove some of them
 * by a pattern, on a Redis of its own. {@code -Dentries} says how many there are.
 */
public final class ClearCost {

  private static final int ENTRIES = Integer.getInteger("entries", 1_000_000);
  private static final int BATCH = 5_000;
  private static final int STEP = 1_000;
  private static final EntryGroup GROUP = TierKeys.group("PageLoader", TierKeys.USERS);

  private final PrintStream out;
  private final RedisServer redis;
  private final TestNode node;
  private Duration longestStep = Duration.ZERO;
  private int steps;

  private ClearCost(PrintStream out, RedisServer redis, TestNode node) {
    this.out = out;
    this.redis = redis;
    this.node = node;
  }

  /** Prints what was measured. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    try (RedisServer redis = RedisServer.onFreePort()) {
      redis.start();
      try (TestNode node = TestNode.quiet(redis.address())) {
        new ClearCost(out, redis, node).run();
      }
    }
  }

  private static List<TierKey> keys(int first, int end) {
    return IntStream.range(first, end).mapToObj(id -> TierKeys.key(GROUP, id)).toList();
  }

  private void run() {
    for (int first = 0; first < ENTRIES; first += BATCH) {
      node.put(keys(first, Math.min(ENTRIES, first + BATCH)), "pages");
    }
    out.printf("%,d entries of one tag; %,d keys in Redis%n", ENTRIES, size());
    print("count by pattern, keys that end in 7", search("*7", false));
    print("clear by pattern, keys that end in 7", search("*7", true));

    redis.resetCounts();
    Duration took =
        timed(
            () ->
                node.tier.invalidate(
                    new Invalidation(Set.of(), Set.of(), Set.of(), Set.of("pages")),
                    Patience.LIMIT));
    out.printf(
        "clear by tag: %.2f ms, %d script; all commands of the server: %s%n",
        took.toNanos() / 1e6, redis.commandCounts().get("evalsha"), redis.commandCounts());
    check(node.claim(keys(0, 100)).stream().noneMatch(Lookup.Hit.class::isInstance));
  }

  private long size() {
    return (Long) redis.call("DBSIZE");
  }

  private Duration search(String pattern, boolean removes) {
    steps = 0;
    longestStep = Duration.ZERO;
    return timed(
        () -> {
          EntrySearch search = node.tier.search(GROUP.prefix() + pattern, STEP);
          while (!step(search, removes)) {
            steps++;
          }
        });
  }

  private boolean step(EntrySearch search, boolean removes) {
    EntrySearch.Step[] step = new EntrySearch.Step[1];
    Duration took = timed(() -> step[0] = search.next(Patience.LIMIT));
    longestStep = took.compareTo(longestStep) > 0 ? took : longestStep;
    if (removes) {
      Set<StaleKey> stale = new HashSet<>();
      for (String name : step[0].names()) {
        stale.add(
            new StaleKey(GROUP.loader(), name.substring(GROUP.prefix().length()), GROUP.region()));
      }
      node.tier.invalidate(Invalidation.ofKeys(stale), Patience.LIMIT);
    }
    return step[0].last();
  }

  private void print(String what, Duration took) {
    out.printf(
        "%s: %,d ms in %,d steps of %,d, the longest look %.2f ms; %,d keys are left%n",
        what, took.toMillis(), steps + 1, STEP, longestStep.toNanos() / 1e6, size());
  }

  private static Duration timed(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static void check(boolean measuresWhatItSays) {
    if (!measuresWhatItSays) {
      throw new IllegalStateException("something was not cleared");
    }
  }
}
