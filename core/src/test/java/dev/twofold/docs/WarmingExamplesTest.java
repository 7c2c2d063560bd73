package dev.twofold.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.LoadScope;
import dev.twofold.Twofold;
import dev.twofold.docs.Example.CommentEntity;
import dev.twofold.docs.Example.CommentLoader;
import dev.twofold.docs.Example.StoryEntity;
import dev.twofold.docs.Example.StoryLoader;
import dev.twofold.docs.Example.UserEntity;
import dev.twofold.docs.Example.UserLoader;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.InMemoryNearTier;
import dev.twofold.testing.InMemoryTier;
import dev.twofold.testing.TestDatabase;
import dev.twofold.tier.DistributedTier;
import dev.twofold.tier.near.NearTier;
import dev.twofold.warmup.ProgressBar;
import dev.twofold.warmup.RelatedWarmup;
import dev.twofold.warmup.WarmupPlan;
import dev.twofold.warmup.WarmupProgress;
import dev.twofold.warmup.WarmupSchedule;
import dev.twofold.warmup.WarmupState;
import java.time.Duration;
import java.util.List;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WarmingExamplesTest {

  private final TestDatabase database =
      TestDatabase.h2(UserEntity.class, StoryEntity.class, CommentEntity.class);
  private final StringBuilder out = new StringBuilder();

  @BeforeEach
  void fill() {
    database
        .sessionFactory()
        .inTransaction(
            session -> {
              for (long id = 1; id <= 300; id++) {
                UserEntity user = new UserEntity(id, "user " + id);
                session.persist(user);
                session.persist(new StoryEntity(id, "Story " + id, id % 20, user));
              }
            });
    database.reset();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Twofold engine(
      SessionFactory sessionFactory, DistributedTier redis, NearTier near, Appendable out) {
    // snippet: warming
    HibernateDatabase database = HibernateDatabase.of(sessionFactory);
    Twofold twofold =
        Twofold.builder()
            .database(database)
            .near(near)
            .distributed(redis)
            .register(new StoryLoader(), new UserLoader(), new CommentLoader())
            .warmUp(
                WarmupPlan.of("front page", StoryLoader.class, List.of(1L, 2L, 3L)),
                WarmupPlan.of(
                        "good stories",
                        StoryLoader.class,
                        database.ids(StoryEntity.class, Long.class, "e.score > 10"))
                    .batchSize(50)
                    .keysPerSecond(500)
                    .schedule(WarmupSchedule.every(Duration.ofHours(1))))
            .warmRelated(
                RelatedWarmup.of(
                    StoryLoader.class, UserLoader.class, story -> List.of(story.authorId())))
            .observeWarmups(ProgressBar.on(out)) // System.out, for instance
            .build();
    // end
    return twofold;
  }

  private static WarmupProgress progress(Twofold twofold) {
    // snippet: warming-progress
    WarmupProgress progress = twofold.warmups().progress("good stories");
    boolean over = progress.state().isOver();
    String line = ProgressBar.line(progress); // good stories [####----...]  20 %  27 of 135, 500/s
    // end
    assertThat(line).startsWith("good stories");
    assertThat(over).isEqualTo(progress.state() == WarmupState.DONE);
    return progress;
  }

  @Test
  void warming() {
    try (Twofold twofold =
        engine(database.sessionFactory(), new InMemoryTier(), new InMemoryNearTier(), out)) {
      await().until(() -> progress(twofold).state() == WarmupState.DONE);
      await().until(() -> twofold.warmups().progress("front page").state() == WarmupState.DONE);
      assertThat(progress(twofold).loaded()).isEqualTo(135);
      assertThat(out.toString()).contains("good stories [####################] 100 %  135 of 135");
      assertThat(database.queries().count()).as("count, 3 of ids, 3 of rows, 1").isEqualTo(8);

      try (LoadScope scope = twofold.open()) {
        scope.require(StoryLoader.class, 200L);
      }
      await().until(() -> twofold.warmups().stats().related() == 1);
    }
  }

  @Test
  void hotKeys_areASetting() {
    // snippet: hot-keys
    TwofoldSettings settings =
        TwofoldSettings.builder().warmup(warmup -> warmup.withHotKeys(1_000)).build();
    // end
    assertThat(settings.warmup().hotKeys()).isEqualTo(1_000);
  }
}
