package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.testing.PostgresServer;
import dev.twofold.testing.RedisServer;
import dev.twofold.testing.TestDatabase;
import dev.twofold.write.WriteQueue;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A node with 10,000 queued writes is killed while it writes them; another one goes on. */
class KilledNodeIT {

  @RegisterExtension static final RedisServer REDIS = RedisServer.onFreePort();
  @RegisterExtension static final PostgresServer POSTGRES = new PostgresServer();

  private static final Duration LONG = Duration.ofMinutes(2);

  private static TestDatabase database;
  private static SessionFactory sessions;

  @BeforeAll
  static void open() {
    database = PageViews.open(POSTGRES.url());
    sessions = database.sessionFactory();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void reset() {
    REDIS.flush();
    PageViews.reset(sessions, PageViewsNode.PAGES);
  }

  @RepeatedTest(2)
  void countersOfAKilledNode_areExact() throws IOException {
    long written =
        kill("views", ThreadLocalRandom.current().nextInt(6_000), () -> PageViews.views(sessions));
    assertThat(written).isLessThanOrEqualTo(PageViewsNode.END);

    var definition = PageViewsNode.quick(PageViews.counting(sessions));
    try (Twofold twofold = PageViewsNode.engine(REDIS.address(), definition)) {
      WriteQueue<Long, Long> queue = twofold.queue(definition);
      assertThat(queue.drain(LONG)).isTrue();
      assertThat(queue.deadLetters().list(1)).isEmpty();
    }
    for (long page = 1; page <= PageViewsNode.PAGES; page++) {
      assertThat(PageViews.views(sessions, page)).isEqualTo(100);
    }
  }

  @RepeatedTest(2)
  void logOfAKilledNode_isWholeAndInOrder() throws IOException {
    long written = kill("visits", ThreadLocalRandom.current().nextInt(6_000), () -> visits());
    assertThat(written).isLessThanOrEqualTo(PageViewsNode.END);

    var definition = PageViewsNode.quick(PageViews.logging(sessions));
    try (Twofold twofold = PageViewsNode.engine(REDIS.address(), definition)) {
      assertThat(twofold.queue(definition).drain(LONG)).isTrue();
    }
    List<String> all = IntStream.range(0, 100).mapToObj(i -> "v" + i).toList();
    for (long page = 1; page <= PageViewsNode.PAGES; page++) {
      assertThat(PageViews.visitors(sessions, page)).isEqualTo(all);
    }
  }

  private static long visits() {
    return sessions.fromSession(
        session ->
            session
                .createSelectionQuery("select count(*) from Visit", Long.class)
                .getSingleResult());
  }

  private interface Written {
    long count();
  }

  /**
   * Starts a node and kills it, as {@code kill -9} does, once it has queued everything and written
   * so much.
   *
   * @return how much it has written
   */
  private static long kill(String queue, int after, Written written) throws IOException {
    Process node = PageViewsNode.start(queue, REDIS.address(), POSTGRES.url());
    try {
      // A process takes long to start where others have the processors.
      await()
          .atMost(LONG)
          .pollInterval(Duration.ofMillis(3))
          .until(() -> waiting(queue) + written.count() >= PageViewsNode.WRITES);
      await().atMost(LONG).pollInterval(Duration.ofMillis(3)).until(() -> written.count() >= after);
    } finally {
      node.destroyForcibly().onExit().join();
    }
    return written.count();
  }

  private static long waiting(String queue) {
    long waiting = 0;
    for (int partition = 0; partition < 4; partition++) {
      Object length = REDIS.call("XLEN", "app:#queue:" + queue + ":" + partition);
      waiting += length instanceof Long number ? number : 0;
    }
    return waiting;
  }
}
