package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.Gazette.StoryEntity;
import dev.twofold.settings.TwofoldSettings;
import java.time.Duration;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Writes to available regions while Redis does not answer. */
class OutageIT {

  private static final TwofoldSettings IMPATIENT =
      TwofoldSettings.builder()
          .application("gazette")
          .distributedBudget(Duration.ofMillis(300))
          .commitLimit(Duration.ofSeconds(1))
          .undeliveredLimit(50)
          .region("money", Node.SETTINGS.region("money"))
          .build();

  @RegisterExtension static final TwoNodes NODES = new TwoNodes();

  private Node writer;

  @BeforeEach
  void warm() {
    NODES.warm();
    writer = NODES.open(IMPATIENT);
    writer.awaitListening(NODES.a());
    writer.loads();
  }

  @AfterEach
  void close() {
    writer.close();
  }

  private static void rename(Session session, long story) {
    session.find(StoryEntity.class, story).title = "new " + story;
  }

  private void awaitDelivered() {
    await().until(() -> writer.twofold.stats().queued() == 0);
    await()
        .untilAsserted(
            () -> {
              assertThat(NODES.b().title(1)).isEqualTo("new 1");
              assertThat(NODES.a().title(1)).isEqualTo("new 1");
            });
  }

  @Test
  void redisHangs_commitSucceeds_andTheWriterDoesNotReadTheOldValue() {
    NODES.redis.freeze();
    try {
      writer.write(session -> rename(session, 1));
      assertThat(writer.twofold.stats().queued()).isPositive();
      assertThat(writer.title(1)).isEqualTo("new 1");
      assertThat(NODES.b().title(1)).as("not told yet: its window").isEqualTo("story 1");
    } finally {
      NODES.redis.thaw();
    }
    assertThat(writer.title(1)).isEqualTo("new 1");
    awaitDelivered();
    assertThat(writer.title(1)).isEqualTo("new 1");
    NODES.checkTruth();
  }

  @Test
  void redisDiesAndComesBackWithItsData_everybodyReadsTheNewValue() {
    NODES.redis.stop();
    writer.write(session -> rename(session, 1));
    assertThat(writer.title(1)).isEqualTo("new 1");
    NODES.redis.start();
    assertThat(writer.title(1)).isEqualTo("new 1");
    awaitDelivered();
    NODES.checkTruth();
  }

  @Test
  void redisDiesAndComesBackEmpty_everybodyReadsTheNewValue() {
    NODES.redis.kill();
    writer.write(session -> rename(session, 1));
    NODES.redis.startEmpty();
    assertThat(writer.title(1)).isEqualTo("new 1");
    awaitDelivered();
    NODES.checkTruth();
  }

  @Test
  void moreThanMayWait_clearsTheRegions() {
    NODES.redis.freeze();
    try {
      for (long story = 1; story <= 6; story++) {
        long each = story;
        writer.write(
            session -> {
              rename(session, each);
              for (long id = each * 100; id < each * 100 + 20; id++) {
                session.persist(Gazette.remark(id, session.find(StoryEntity.class, each)));
              }
            });
      }
      assertThat(writer.twofold.stats().queued()).isLessThanOrEqualTo(50 + 10);
      assertThat(writer.title(6)).isEqualTo("new 6");
    } finally {
      NODES.redis.thaw();
    }
    awaitDelivered();
    NODES.checkTruth();
  }
}
