package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twofold.Gazette.Story;
import dev.twofold.Gazette.StoryEntity;
import dev.twofold.Gazette.StoryLoader;
import dev.twofold.computation.Input;
import dev.twofold.computation.Inputs;
import dev.twofold.ehcache.EhcacheTier;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.redisson.RedissonTier;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.Costs;
import dev.twofold.testing.PostgresServer;
import dev.twofold.testing.RedisServer;
import dev.twofold.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Results of computations on two nodes, whose rows are changed through Hibernate. */
class ComputationIT {

  private static final List<Long> ALL = List.of(1L, 2L, 3L, 4L, 5L, 6L);

  private static final TwofoldSettings SETTINGS =
      TwofoldSettings.builder()
          .application("gazette")
          .distributedBudget(Duration.ofSeconds(5))
          .build();

  @RegisterExtension static final RedisServer REDIS = RedisServer.onFreePort();
  @RegisterExtension static final PostgresServer POSTGRES = new PostgresServer();

  private final Headline headline = new Headline();
  private final TestDatabase ofWriter = open("create");
  private final TestDatabase ofReader = open("none");
  private Twofold writer;
  private Twofold reader;

  private static TestDatabase open(String schema) {
    return TestDatabase.at(POSTGRES.url(), Gazette.ENTITIES)
        .setting("hibernate.hbm2ddl.auto", schema)
        .setting("hibernate.current_session_context_class", "thread")
        .open();
  }

  private Twofold.Builder node(TestDatabase database) {
    return Twofold.builder()
        .settings(SETTINGS)
        .database(HibernateDatabase.of(database.sessionFactory()))
        .distributed(RedissonTier.at(REDIS.address()).build())
        .register(Gazette.loaders())
        .computations(headline, new Poster());
  }

  @BeforeEach
  void start() {
    REDIS.call("FLUSHALL");
    ofWriter.sessionFactory().inTransaction(Gazette::fill);
    writer = node(ofWriter).build();
    reader = node(ofReader).build();
    assertThat(ask(reader, 3L)).contains("STORY 3");
    assertThat(ask(reader, ALL)).hasSize(6);
    assertThat(headline.computed()).hasSize(6);
    ofReader.reset();
  }

  @AfterEach
  void close() {
    writer.close();
    reader.close();
    ofWriter.close();
    ofReader.close();
  }

  private static Optional<String> ask(Twofold node, long story) {
    try (LoadScope scope = node.open()) {
      return scope.compute(Headline.class, story);
    }
  }

  private static List<String> ask(Twofold node, List<Long> stories) {
    try (LoadScope scope = node.open()) {
      return scope.computeAll(Headline.class, stories).inOrder();
    }
  }

  private void write(Consumer<Session> work) {
    ofWriter.sessionFactory().inTransaction(work);
  }

  private static String costs(Twofold node) {
    try (LoadScope scope = node.open()) {
      scope.computeAll(Headline.class, ALL);
      return Costs.of(scope, "Headline");
    }
  }

  @Test
  void resultOfOneNode_isFoundByTheOther() {
    assertThat(costs(writer)).isEqualTo("asked=6 distributed=6");
    assertThat(ofWriter.connectionsInUse()).isZero();
    assertThat(headline.computed()).isEmpty();
  }

  @Test
  void changedRow_isAMissOnceForAllNodes() {
    write(session -> session.find(StoryEntity.class, 3L).title = "new");

    try (LoadScope scope = reader.open()) {
      assertThat(scope.computeAll(Headline.class, ALL).inOrder())
          .containsExactly("STORY 1", "STORY 2", "NEW", "STORY 4", "STORY 5", "STORY 6");
      assertThat(Costs.of(scope)).isEqualTo("waves=2 multiGets=2 multiSets=2");
      assertThat(Costs.of(scope, "StoryLoader"))
          .isEqualTo("asked=6 distributed=5 database=1 statements=1 batches=1 fills=1");
      assertThat(Costs.of(scope, "Headline"))
          .isEqualTo("asked=6 distributed=5 database=1 batches=1 fills=1");
    }
    assertThat(costs(writer)).isEqualTo("asked=6 distributed=6");
    assertThat(headline.computed()).containsExactly(3L);
    assertThat(ofReader.queries().statements()).hasSize(1);
  }

  @Test
  void bulkStatement_isAMissOnceForAllNodes() {
    write(
        session ->
            session
                .createMutationQuery("update Story s set s.title = concat('new ', s.id)")
                .executeUpdate());

    assertThat(ask(reader, ALL))
        .containsExactly("NEW 1", "NEW 2", "NEW 3", "NEW 4", "NEW 5", "NEW 6");
    assertThat(costs(writer)).isEqualTo("asked=6 distributed=6");
    assertThat(headline.computed()).containsExactlyElementsOf(ALL);
  }

  @Test
  void rowThatIsChangedWhileItIsComputedFrom_leavesNothingOld() {
    write(session -> session.find(StoryEntity.class, 3L).title = "new");
    headline.duringNext(
        () -> write(session -> session.find(StoryEntity.class, 3L).title = "newer"));

    assertThat(ask(reader, 3L)).contains("NEW");
    assertThat(ask(reader, 3L)).contains("NEWER");
    assertThat(ask(writer, 3L)).contains("NEWER");
    assertThat(headline.computed()).containsExactly(3L, 3L);
  }

  @Test
  void requestThatKnowsTheOldRow_leavesNothingOld() {
    try (LoadScope scope = reader.open()) {
      scope.find(StoryLoader.class, 3L);
      write(session -> session.find(StoryEntity.class, 3L).title = "new");

      assertThat(scope.compute(Poster.class, 3L)).contains("story 3!");
    }
    try (LoadScope scope = writer.open()) {
      assertThat(scope.compute(Poster.class, 3L)).contains("new!");
    }
    try (LoadScope scope = reader.open()) {
      assertThat(scope.compute(Poster.class, 3L)).contains("new!");
      assertThat(Costs.of(scope, "Poster")).isEqualTo("asked=1 distributed=1");
    }
  }

  @Test
  void changeOfTheRequestItself_isSeen_andForgottenWhenRolledBack() {
    Session session = ofWriter.sessionFactory().getCurrentSession();
    session.beginTransaction();
    try (LoadScope scope = writer.open()) {
      assertThat(scope.compute(Headline.class, 3L)).contains("STORY 3");
      session.find(StoryEntity.class, 3L).title = "mine";

      assertThat(scope.compute(Headline.class, 3L)).contains("MINE");
      assertThat(ask(reader, 3L)).contains("STORY 3");
      session.getTransaction().rollback();
      assertThat(scope.compute(Headline.class, 3L)).contains("STORY 3");
    }
    assertThat(costs(reader)).isEqualTo("asked=6 distributed=6");
    assertThat(headline.computed()).containsExactly(3L);
  }

  @Test
  void changedRow_isSeenPastNearTiers() {
    try (Twofold near = node(ofReader).near(EhcacheTier.onHeap()).build()) {
      await().until(() -> costs(near).equals("asked=6 near=6"));
      write(session -> session.find(StoryEntity.class, 3L).title = "new");

      await().until(() -> ask(near, 3L).equals(Optional.of("NEW")));
      assertThat(ask(near, 3L)).contains("NEW");
      assertThat(headline.computed()).containsExactly(3L);
    }
  }

  /** {@code 3 -> "STORY 3"}. */
  private static final class Headline extends RecordingComputation<Long, String> {
    @Override
    public List<Input<Long>> inputs() {
      return List.of(Input.of(StoryLoader.class, id -> id));
    }

    @Override
    Optional<String> answer(Long id, Inputs inputs) {
      return inputs.find(StoryLoader.class, id).map(Story::title).map(Headline::capitals);
    }

    private static String capitals(String title) {
      return title.toUpperCase(Locale.ROOT);
    }
  }

  /** {@code 3 -> "story 3!"}. */
  private static final class Poster extends RecordingComputation<Long, String> {
    @Override
    public List<Input<Long>> inputs() {
      return List.of(Input.of(StoryLoader.class, id -> id));
    }

    @Override
    Optional<String> answer(Long id, Inputs inputs) {
      return inputs.find(StoryLoader.class, id).map(story -> story.title() + "!");
    }
  }
}
