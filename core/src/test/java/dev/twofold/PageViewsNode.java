package dev.twofold;

import dev.twofold.redisson.RedissonTier;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.settings.WhenUnavailable;
import dev.twofold.testing.TestDatabase;
import dev.twofold.write.QueuedWrite;
import dev.twofold.write.WriteBehind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A node in a process of its own, to be killed: queues writes, and writes most of them behind; then
 * it stops in the middle of a batch until somebody ends it.
 */
final class PageViewsNode {

  static final int PAGES = 100;
  static final int WRITES = 10_000;

  /** A node gets no further. */
  static final int END = 9_000;

  /** So long that a busy machine is not taken for a queue that does not answer. */
  private static final Duration BUDGET = Duration.ofSeconds(30);

  private static final Duration LEASE = Duration.ofMillis(500);

  private PageViewsNode() {}

  /** Starts a process; it ends with this one, whose input it reads. */
  static Process start(String queue, String redis, String database) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            PageViewsNode.class.getName(),
            queue,
            redis,
            database)
        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  static Twofold engine(String redis, WriteBehind<?, ?> queue) {
    return Twofold.builder()
        .settings(TwofoldSettings.builder().application("app").distributedBudget(BUDGET).build())
        .distributed(RedissonTier.at(redis).build())
        .queue(queue)
        .build();
  }

  static <V> WriteBehind<Long, V> quick(WriteBehind<Long, V> queue) {
    return queue.with(
        policy ->
            policy
                .withInterval(Duration.ofMillis(5))
                .withBatch(100)
                .withLease(LEASE)
                .withWhenUnavailable(WhenUnavailable.REFUSE)); // nothing is written past the queue
  }

  /** A write for each page in turn. */
  static List<QueuedWrite<Long, Long>> views() {
    return IntStream.range(0, WRITES).mapToObj(i -> new QueuedWrite<>(i % PAGES + 1L, 1L)).toList();
  }

  /** A visit of each page in turn, numbered by page. */
  static List<QueuedWrite<Long, String>> visits() {
    return IntStream.range(0, WRITES)
        .mapToObj(i -> new QueuedWrite<>(i % PAGES + 1L, "v" + i / PAGES))
        .toList();
  }

  public static void main(String... arguments) throws IOException {
    TestDatabase database = PageViews.open(arguments[2]);
    if (arguments[0].equals("views")) {
      var queue = quick(PageViews.countingSlowly(database.sessionFactory(), END));
      engine(arguments[1], queue).queue(queue).addAll(views());
    } else {
      var queue = quick(PageViews.loggingSlowly(database.sessionFactory(), END));
      engine(arguments[1], queue).queue(queue).addAll(visits());
    }
    int end = System.in.read();
    System.exit(end);
  }
}
