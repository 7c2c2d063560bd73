package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.twofold.Gazette.AccountEntity;
import dev.twofold.Gazette.StoryEntity;
import dev.twofold.hibernate.HibernateDatabase;
import dev.twofold.settings.OutboxUse;
import dev.twofold.settings.TwofoldSettings;
import dev.twofold.testing.FlakyTier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a node that dies between commit and invalidation leaves, and who tells it then. */
class OutboxIT {

  /** Looks at the outbox once, when it starts. */
  private static final TwofoldSettings LOOKING_ONCE = settings(Duration.ofHours(1));

  private static final TwofoldSettings LOOKING_OFTEN = settings(Duration.ofMillis(200));

  private static final String INSERT =
      "insert into twofold_outbox (id, application, created_at, format, content)"
          + " values (?, ?, current_timestamp, ?, ?)";
  private static final String DELETE = "delete from twofold_outbox where id = ?";

  @RegisterExtension static final TwoNodes NODES = new TwoNodes();

  private FlakyTier redisOfWriter;
  private Node writer;

  private static TwofoldSettings settings(Duration interval) {
    return TwofoldSettings.builder()
        .application("gazette")
        .distributedBudget(Duration.ofSeconds(5))
        .commitLimit(Duration.ofSeconds(1))
        .outbox(OutboxUse.ON)
        .outboxInterval(interval)
        .outboxAge(Duration.ofMillis(500))
        .region("money", Node.SETTINGS.region("money"))
        .build();
  }

  @BeforeEach
  void open() {
    HibernateDatabase.of(NODES.a().sessions()).createOutboxTable();
    execute("delete from twofold_outbox");
    NODES.warm();
    redisOfWriter = new FlakyTier(NODES.tier());
    writer = new Node(NODES.url(), redisOfWriter, LOOKING_ONCE, Gazette.loaders());
    await().until(() -> writer.database.queries().statements().stream().anyMatch(OutboxIT::isLook));
    writer.database.reset();
  }

  private static boolean isLook(String statement) {
    return statement.startsWith("select current_timestamp");
  }

  @AfterEach
  void close() {
    writer.close();
  }

  private static void execute(String sql) {
    NODES.a().sessions().inTransaction(session -> jdbc(session, sql));
  }

  /** Past Hibernate, so that nobody hears of it. */
  private static void jdbc(Session session, String sql) {
    session.doWork(
        connection -> {
          try (var statement = connection.createStatement()) {
            statement.execute(sql);
          }
        });
  }

  private static List<Integer> formats() {
    return NODES
        .a()
        .sessions()
        .fromSession(
            session ->
                session
                    .createNativeQuery("select format from twofold_outbox", Integer.class)
                    .getResultList());
  }

  private static void rename(Session session, long story) {
    session.find(StoryEntity.class, story).title = "new " + story;
  }

  /** From now on the writer tells nobody anything. */
  private void cutWriterOff() {
    redisOfWriter.fail();
  }

  @Test
  void commit_isOneInsertMore_andOneDeleteLater() {
    List<String> plain = statementsOf(NODES.a(), 1);
    List<String> withOutbox = new ArrayList<>(statementsOf(writer, 2));
    withOutbox.remove(DELETE);

    assertThat(withOutbox).hasSize(plain.size() + 1).containsAll(plain).endsWith(INSERT);
    await().untilAsserted(() -> assertThat(formats()).isEmpty());
    assertThat(writer.database.queries().statements()).containsOnlyOnce(DELETE);
    assertThat(writer.twofold.stats().outbox().written()).isEqualTo(1);
    assertThat(writer.twofold.stats().outbox().delivered()).isZero();
  }

  private static List<String> statementsOf(Node node, long story) {
    node.database.reset();
    node.write(session -> session.find(StoryEntity.class, story)); // makes nothing stale
    node.write(session -> rename(session, story));
    return node.database.queries().statements();
  }

  @Test
  void writerThatDiesAfterItsCommit_isSpokenForByANodeThatRuns() {
    try (Node heir = NODES.open(LOOKING_OFTEN)) {
      cutWriterOff();
      writer.write(session -> rename(session, 1));
      assertThat(NODES.entries()).contains("StoryLoader:1");

      await().untilAsserted(() -> assertThat(NODES.entries()).doesNotContain("StoryLoader:1"));
      await().untilAsserted(() -> assertThat(NODES.b().title(1)).isEqualTo("new 1"));
      await().untilAsserted(() -> assertThat(formats()).isEmpty());
      assertThat(heir.twofold.stats().outbox().delivered()).isEqualTo(1);
      assertThat(heir.twofold.stats().invalidations()).isEqualTo(1);
      NODES.checkTruth();
    }
  }

  @Test
  void whateverWasWritten_isToldByTheNextNodeThatStarts() {
    cutWriterOff();
    writer.write(session -> rename(session, 1));
    writer
        .sessions()
        .inStatelessTransaction(
            session -> {
              StoryEntity story = session.get(StoryEntity.class, 2L);
              story.slug = "other";
              session.update(story);
            });
    writer.write(
        session ->
            session
                .createMutationQuery("update Story s set s.points = 7 where s.id = 3")
                .executeUpdate());
    writer.write(
        session ->
            session
                .createNativeMutationQuery("update writer set name = 'Ada' where id = 1")
                .executeUpdate());
    assertThat(formats()).containsExactly(1, 1, 1, 1);
    assertThat(NODES.b().title(1)).isEqualTo("story 1");

    try (Node next = NODES.open(LOOKING_ONCE)) {
      await().untilAsserted(() -> assertThat(formats()).isEmpty());
      assertThat(next.twofold.stats().outbox().delivered()).isEqualTo(4);
      assertThat(next.twofold.stats().invalidations()).as("told together").isEqualTo(1);
      await().untilAsserted(() -> assertThat(NODES.b().title(1)).isEqualTo("new 1"));
      NODES.checkTruth();
    }
  }

  @Test
  void largeTransaction_namesLoadersAsAWhole() {
    cutWriterOff();
    writer.write(
        session -> {
          rename(session, 1);
          for (long id = 1_000; id < 2_500; id++) {
            session.persist(Gazette.remark(id, session.find(StoryEntity.class, 1L)));
          }
        });

    try (Node next = NODES.open(LOOKING_ONCE)) {
      await().untilAsserted(() -> assertThat(formats()).isEmpty());
      assertThat(next.twofold.stats().keysInvalidated()).isZero();
      await().untilAsserted(() -> assertThat(NODES.b().title(1)).isEqualTo("new 1"));
      NODES.checkTruth();
    }
  }

  @Test
  void rollback_leavesNoRow() {
    cutWriterOff();
    assertThatThrownBy(
            () ->
                writer.write(
                    session -> {
                      rename(session, 1);
                      session.flush();
                      throw new IllegalStateException("no");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(formats()).isEmpty();
    assertThat(writer.database.queries().statements()).doesNotContain(INSERT);
  }

  @Test
  void refusedCommit_leavesNoRow() {
    cutWriterOff();
    assertThatThrownBy(
            () -> writer.write(session -> session.find(AccountEntity.class, 1L).balance = 50))
        .hasStackTraceContaining("a commit that makes 1 entries");

    assertThat(writer.database.queries().statements()).contains(INSERT);
    assertThat(formats()).isEmpty();
  }

  @Test
  void tableThatIsGone_failsTheCommit() {
    execute("alter table twofold_outbox rename to elsewhere");
    try {
      assertThatThrownBy(() -> writer.write(session -> rename(session, 1)))
          .hasStackTraceContaining(
              "what a transaction makes stale could not be inserted into table 'twofold_outbox'");
    } finally {
      execute("alter table elsewhere rename to twofold_outbox");
    }
    assertThat(writer.title(1)).isEqualTo("story 1");
  }

  @Test
  void rowThatCannotBeRead_clearsEverything_andIsSetAside() {
    execute("update story set title = 'by somebody'");
    execute(
        "insert into twofold_outbox values"
            + " ('broken', 'gazette', current_timestamp, 1, '\\x7f00')");
    execute(
        "insert into twofold_outbox values"
            + " ('later', 'gazette', current_timestamp, 2, '\\x7f00')");

    try (Node next = NODES.open(LOOKING_OFTEN)) {
      await().untilAsserted(() -> assertThat(formats()).containsExactlyInAnyOrder(-1, 2));
      assertThat(next.twofold.stats().outbox().undecodable()).isEqualTo(1);
      assertThat(next.twofold.stats().outbox().delivered()).isZero();
      await().untilAsserted(() -> assertThat(NODES.b().title(1)).isEqualTo("by somebody"));
      NODES.checkTruth();
    }
  }

  @Test
  void nodeThatCannotTellEither_leavesTheRows_andCountsThem() {
    cutWriterOff();
    writer.write(session -> rename(session, 1));
    FlakyTier dead = new FlakyTier(NODES.tier());
    dead.fail();

    try (Node other = new Node(NODES.url(), dead, LOOKING_OFTEN, Gazette.loaders())) {
      await().until(() -> other.twofold.stats().outbox().oldest().toMillis() > 0);
      await().until(() -> dead.failures() > 1);
      assertThat(other.twofold.stats().outbox().waiting()).isEqualTo(1);
      assertThat(formats()).containsExactly(1);
      dead.recover();
      await().untilAsserted(() -> assertThat(formats()).isEmpty());
      await().untilAsserted(() -> assertThat(NODES.b().title(1)).isEqualTo("new 1"));
    }
  }
}
