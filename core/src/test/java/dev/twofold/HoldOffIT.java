package dev.twofold;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.twofold.Gazette.Story;
import dev.twofold.Gazette.StoryEntity;
import dev.twofold.Gazette.StoryLoader;
import dev.twofold.Gazette.Writer;
import dev.twofold.Gazette.WriterEntity;
import dev.twofold.Gazette.WriterLoader;
import dev.twofold.redisson.RedissonTier;
import dev.twofold.region.Consistency;
import dev.twofold.region.RegionPolicy;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.PostgresServer;
import dev.twofold.testing.PostgresStandby;
import dev.twofold.testing.QueryCounter;
import dev.twofold.testing.RedisServer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Loads read a standby of the database, which lags as long as it is paused. */
class HoldOffIT {

  /** Longer than a test keeps the standby paused. */
  private static final Duration HOLD_OFF = Duration.ofSeconds(10);

  private static final Duration BUDGET = Duration.ofSeconds(5);

  @Order(1)
  @RegisterExtension
  static final PostgresServer PRIMARY = new PostgresServer();

  @Order(2)
  @RegisterExtension
  static final PostgresStandby STANDBY = new PostgresStandby(PRIMARY);

  @RegisterExtension static final RedisServer REDIS = RedisServer.onFreePort();

  private static HikariDataSource pool;
  private static QueryCounter standby;

  /** Reads the primary, and holds nothing off. */
  private static Node plain;

  /** Of another application, on the primary. */
  private static Node truth;

  private Node writer;
  private Node reader;

  @BeforeAll
  static void connect() {
    pool = new HikariDataSource();
    pool.setJdbcUrl(STANDBY.url());
    standby = QueryCounter.on(pool);
    TwofoldSettings settings = settings(Duration.ZERO, Consistency.AVAILABLE);
    plain = onPrimary(settings);
    truth = onPrimary(TwofoldSettings.builder().distributedBudget(BUDGET).build());
  }

  /** The new control record is of a node that distrusts it for a second only. */
  @BeforeEach
  void fillAnew() {
    REDIS.flush();
    plain.write(
        session -> {
          session
              .createNativeMutationQuery(
                  "truncate table story_label, remark, story, writer, label, account")
              .executeUpdate();
          Gazette.fill(session);
        });
    STANDBY.awaitReplayed();
  }

  @AfterEach
  void close() {
    STANDBY.resume();
    writer.close();
    reader.close();
  }

  @AfterAll
  static void disconnect() {
    plain.close();
    truth.close();
    pool.close();
  }

  private static TwofoldSettings settings(Duration holdOff, Consistency consistency) {
    RegionPolicy policy = RegionPolicy.DEFAULT.withHoldOff(holdOff).withConsistency(consistency);
    return TwofoldSettings.builder()
        .application("gazette")
        .distributedBudget(BUDGET)
        .commitLimit(Duration.ofSeconds(1))
        .region("default", policy)
        .region("stories", policy)
        .region("money", policy)
        .build();
  }

  private static RedissonTier tier() {
    return RedissonTier.at(REDIS.address()).build();
  }

  private static Node onPrimary(TwofoldSettings settings) {
    return new Node(PRIMARY.url(), tier(), settings, Gazette.loaders());
  }

  private static Node onStandby(TwofoldSettings settings) {
    return new Node(
        PRIMARY.url(),
        options -> options.reader(standby.dataSource()),
        tier(),
        settings,
        Gazette.loaders());
  }

  /** Two nodes, whose tiers have everything. */
  private void open(Duration holdOff, Consistency consistency) {
    TwofoldSettings settings = settings(holdOff, consistency);
    writer = onStandby(settings);
    reader = onStandby(settings);
    reader.awaitListening(writer);
    writer.awaitListening(reader);
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> writer.loads().isEmpty());
    assertThat(reader.loads()).isEmpty();
    forgetCounts();
  }

  private void forgetCounts() {
    standby.reset();
    writer.database.reset();
    reader.database.reset();
  }

  /** Commits while the standby is paused, and waits until the other node has heard of it. */
  private void writeUnseenByStandby(Consumer<Session> work) {
    STANDBY.pause();
    writer.write(work);
    reader.awaitHeard(writer);
    forgetCounts();
  }

  private static void rename(Session session) {
    session.find(StoryEntity.class, 1L).title = "new";
  }

  private boolean isKept() {
    return reader.ask(scope -> scope.peek(StoryLoader.class, 1L)).isPresent();
  }

  private void assertStatements(int onStandby, int onPrimary) {
    assertThat(standby.count()).as("statements on the standby").isEqualTo(onStandby);
    assertThat(reader.database.queries().count() + writer.database.queries().count())
        .as("statements on the primary")
        .isEqualTo(onPrimary);
  }

  /** Reads until the hold-off is over and the value is kept; no read on the way may be old. */
  private void awaitKept(String title) {
    await()
        .atMost(HOLD_OFF.plusSeconds(10))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              assertThat(reader.title(1)).isEqualTo(title);
              return isKept();
            });
  }

  @Test
  void withoutHoldOff_theOldRowIsInstalled_andStaysWhenTheStandbyHasCaughtUp() {
    open(Duration.ZERO, Consistency.AVAILABLE);
    writeUnseenByStandby(HoldOffIT::rename);
    assertThat(reader.title(1)).isEqualTo("story 1");
    assertStatements(1, 0);

    STANDBY.resume();
    assertThat(reader.title(1)).isEqualTo("story 1");
    assertThat(writer.title(1)).isEqualTo("story 1");
    assertStatements(1, 0);
  }

  @Test
  void withHoldOff_thePrimaryAnswers_untilTheStandbyHasCaughtUp() {
    open(HOLD_OFF, Consistency.AVAILABLE);
    writeUnseenByStandby(HoldOffIT::rename);
    for (int i = 0; i < 3; i++) {
      assertThat(reader.title(1)).isEqualTo("new");
      assertThat(writer.title(1)).isEqualTo("new");
      assertThat(isKept()).isFalse();
    }
    assertStatements(0, 6);

    STANDBY.resume();
    assertStatements(0, 6);
    awaitKept("new");
    assertThat(standby.count()).isEqualTo(1);
    forgetCounts();
    assertThat(reader.title(1)).isEqualTo("new");
    assertThat(writer.title(1)).isEqualTo("new");
    assertStatements(0, 0);
  }

  @Test
  void strictRegion_thePrimaryAnswersFromTheCommitOn() {
    open(HOLD_OFF, Consistency.STRICT);
    STANDBY.pause();
    writer.write(HoldOffIT::rename);
    forgetCounts();
    assertThat(reader.title(1)).isEqualTo("new");
    assertThat(writer.title(1)).isEqualTo("new");
    assertThat(isKept()).isFalse();
    assertStatements(0, 2);
  }

  @Test
  void refresh_readsThePrimary() {
    open(HOLD_OFF, Consistency.AVAILABLE);
    writeUnseenByStandby(HoldOffIT::rename);
    String title = reader.ask(scope -> scope.refresh(StoryLoader.class, 1L).orElseThrow().title());
    assertThat(title).isEqualTo("new");
    assertThat(isKept()).isFalse();
  }

  /** The list is not stale and is read from the standby, which would have old rows beside. */
  @Test
  void rowsOfAListThatIsGone_areReadFromThePrimary() {
    open(HOLD_OFF, Consistency.STRICT);
    STANDBY.pause();
    writer.write(HoldOffIT::rename);
    REDIS.call("DEL", keyOfStories(1));
    forgetCounts();
    List<String> titles =
        reader.ask(
            scope ->
                Writer.STORIES.of(scope.require(WriterLoader.class, 1L)).stream()
                    .map(Story::title)
                    .sorted()
                    .toList());
    assertThat(titles).containsExactly("new", "story 2");
    assertStatements(1, 1);
  }

  private static String keyOfStories(long writer) {
    return ((Collection<?>) requireNonNull(REDIS.call("KEYS", "*")))
        .stream()
            .map(String::valueOf)
            .filter(
                key -> key.contains("StoryLoader.list.of.writer:") && key.endsWith(":" + writer))
            .findFirst()
            .orElseThrow();
  }

  /** Rows, unique keys, lists, counts, aggregates, own loaders. */
  @Test
  void movedStory_everythingThatItConcernsIsAsThePrimaryHasIt() {
    open(HOLD_OFF, Consistency.AVAILABLE);
    writeUnseenByStandby(
        session -> {
          StoryEntity story = session.find(StoryEntity.class, 1L);
          story.writer = session.find(WriterEntity.class, 3L);
          story.slug = "slug-7";
          story.points = 100;
          story.labels.clear();
        });
    assertEverythingIsTrue();
  }

  @Test
  void bulkStatement_everythingThatItConcernsIsAsThePrimaryHasIt() {
    open(HOLD_OFF, Consistency.AVAILABLE);
    writeUnseenByStandby(
        session ->
            session
                .createMutationQuery("update Story s set s.points = 500 - s.points")
                .executeUpdate());
    assertEverythingIsTrue();
  }

  private void assertEverythingIsTrue() {
    truth.twofold.invalidator().clearRegion("default");
    truth.twofold.invalidator().clearRegion("stories");
    String expected = truth.everything();
    assertThat(reader.everything()).isEqualTo(expected);
    assertThat(writer.everything()).isEqualTo(expected);
    STANDBY.resume();
    assertThat(reader.everything()).isEqualTo(expected);
    assertThat(plain.everything()).as("what was put into Redis").isEqualTo(expected);
  }

  @Test
  void redisThatForgetsTheHoldOff_isNotFilledEither() {
    open(HOLD_OFF, Consistency.AVAILABLE);
    writeUnseenByStandby(HoldOffIT::rename);
    REDIS.flush();
    assertThat(reader.title(1)).isEqualTo("new");
    assertThat(isKept()).isFalse();
    assertStatements(0, 1);
  }

  /** The bound is the application's to keep. */
  @Test
  void standbyThatLagsLongerThanTheHoldOff_isInstalled() {
    open(Duration.ofMillis(500), Consistency.AVAILABLE);
    writeUnseenByStandby(HoldOffIT::rename);
    await().atMost(Duration.ofSeconds(10)).until(() -> reader.title(1).equals("story 1"));
    assertThat(isKept()).isTrue();
  }
}
