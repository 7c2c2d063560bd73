package dev.twofold.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.demo.start.DatabaseChoice;
import dev.twofold.demo.start.DemoSettings;
import dev.twofold.demo.start.RedisChoice;
import dev.twofold.stats.QueueStats;
import dev.twofold.write.WriteQueue;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Views of pictures, which wait in Redis for the database. */
class ViewsIT {

  private static final int VIEWS = 1_000;
  private static final int PARTITIONS = 4;

  private final RunningDemo demo = RunningDemo.inMemory();
  private Connection database;

  @BeforeEach
  void start() throws Exception {
    demo.start();
    // It would go with its last connection.
    database = DriverManager.getConnection(demo.databaseUrl());
  }

  @AfterEach
  void stop() throws SQLException {
    demo.close();
    database.close();
  }

  private void view(int times) throws InterruptedException {
    ExecutorService browsers = Executors.newFixedThreadPool(4);
    for (int i = 0; i < times; i++) {
      int picture = i % 12 + 1;
      browsers.execute(() -> demo.get("/pictures/" + picture + "?width=120"));
    }
    browsers.shutdown();
    assertThat(browsers.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
  }

  private WriteQueue<Long, Long> queue() {
    return demo.application().views().queue().orElseThrow();
  }

  private QueueStats stats() {
    return queue().stats();
  }

  private long written() throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet sum = statement.executeQuery("select sum(number) from picture_views")) {
      sum.next();
      return sum.getLong(1);
    }
  }

  @Test
  void thousandViews_areQueued_andWrittenInAFewBatches() throws Exception {
    long start = System.nanoTime();
    view(VIEWS);

    assertThat(stats().queued()).isEqualTo(VIEWS);
    assertThat(queue().drain(Duration.ofMinutes(1))).isTrue();
    assertThat(stats().written()).isEqualTo(VIEWS);
    assertThat(stats().direct()).isZero();
    // A partition is written once a second, and may be once more while the queue is drained.
    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
    assertThat(stats().batches()).isLessThanOrEqualTo(PARTITIONS * (seconds + 2));
    assertThat(written()).isEqualTo(VIEWS);
  }

  @Test
  void view_onceWritten_shownToTheNextReader() throws Exception {
    demo.get("/pictures/3");

    await()
        .untilAsserted(
            () ->
                assertThat(demo.json("/pictures").get("pictures").get(2).get("views").longValue())
                    .isEqualTo(1));
    assertThat(written()).isEqualTo(1);
  }

  /** What waits is written before the node ends. */
  @Test
  void nodeThatIsClosed_losesNothing() throws Exception {
    view(100);

    demo.stopNodes();

    assertThat(written()).isEqualTo(100);
  }

  @Test
  void redisThatIsAway_viewsAreWrittenAtOnce() throws Exception {
    demo.redis().kill();

    view(20);

    assertThat(written()).isEqualTo(20);
    assertThat(stats().direct()).isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "only-node"})
  void noRedis_viewsAreWrittenAtOnce(String redis) throws Exception {
    DemoNodes nodes =
        DemoNodes.start(
            0,
            1,
            new DemoSettings(
                DatabaseChoice.inMemory(), RedisChoice.parse(redis), true, RunningDemo.SCALE));
    try {
      nodes.awaitReady();
      DemoClient client = new DemoClient(nodes.ports().get(0));

      assertThat(client.get("/pictures/3").statusCode()).isEqualTo(200);

      assertThat(client.json("/pictures").get("pictures").get(2).get("views").longValue())
          .isEqualTo(1);
    } finally {
      nodes.stop();
    }
  }
}
