package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.Gazette.PointsLoader;
import dev.twofold.Gazette.Story;
import dev.twofold.Gazette.StoryEntity;
import dev.twofold.Gazette.StoryLoader;
import dev.twofold.Gazette.Writer;
import dev.twofold.Gazette.WriterEntity;
import dev.twofold.Gazette.WriterLoader;
import dev.twofold.testing.OtherThread;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a request sees of what it has written, and when others see it. */
class OwnWritesIT {

  @RegisterExtension static final TwoNodes NODES = new TwoNodes();

  private static String title(LoadScope scope) {
    return scope.require(StoryLoader.class, 1L).title();
  }

  private static long stories(LoadScope scope, long writer) {
    return Writer.STORY_COUNT.of(scope.require(WriterLoader.class, writer));
  }

  private static Session begin() {
    Session session = NODES.a().sessions().getCurrentSession();
    session.beginTransaction();
    return session;
  }

  private static String titleInAnotherRequest(Node node) {
    return OtherThread.supply(() -> node.title(1)).join();
  }

  @Test
  void transaction_seesItsOwn_othersDoNotBeforeTheCommit() {
    NODES.warm();
    try (LoadScope scope = NODES.a().twofold.open()) {
      assertThat(title(scope)).isEqualTo("story 1");
      Session session = begin();
      session.find(StoryEntity.class, 1L).title = "new";
      session.flush();

      assertThat(title(scope)).isEqualTo("new");
      assertThat(titleInAnotherRequest(NODES.a())).isEqualTo("story 1");
      assertThat(titleInAnotherRequest(NODES.b())).isEqualTo("story 1");

      session.getTransaction().commit();
      NODES.b().awaitHeard(NODES.a());
      assertThat(title(scope)).isEqualTo("new");
      assertThat(titleInAnotherRequest(NODES.a())).isEqualTo("new");
      assertThat(titleInAnotherRequest(NODES.b())).isEqualTo("new");
    }
    NODES.checkTruth();
  }

  @Test
  void changeThatIsNotFlushed_isFlushedBeforeTiersAreAsked() {
    NODES.warm();
    try (LoadScope scope = NODES.a().twofold.open()) {
      Session session = begin();
      StoryEntity story = session.find(StoryEntity.class, 1L);
      story.title = "new";
      story.writer = session.find(WriterEntity.class, 3L);

      assertThat(stories(scope, 1)).isEqualTo(1);
      assertThat(stories(scope, 3)).isEqualTo(3);
      assertThat(title(scope)).isEqualTo("new");
      assertThat(scope.require(PointsLoader.class, 3L)).isEqualTo(10 + 50 + 60);

      session.getTransaction().rollback();
      assertThat(title(scope)).isEqualTo("story 1");
      assertThat(stories(scope, 3)).isEqualTo(2);
    }
    assertThat(NODES.a().loads()).isEmpty();
    assertThat(NODES.b().loads()).isEmpty();
  }

  @Test
  void changeThatIsNotFlushed_isSeenByPeeksToo() {
    NODES.warm();
    try (LoadScope scope = NODES.a().twofold.open()) {
      Session session = begin();
      session.find(StoryEntity.class, 1L).title = "new";
      assertThat(scope.peek(StoryLoader.class, 1L)).isEmpty();
      assertThat(scope.peek(StoryLoader.class, 2L)).map(Story::title).contains("story 2");
      session.getTransaction().rollback();
    }
  }

  @Test
  void sessionThatReadsDoNotJoin_scopeForgetsAtItsWriteAndAtItsCommit() {
    NODES.warm();
    try (LoadScope scope = NODES.a().twofold.open()) {
      assertThat(title(scope)).isEqualTo("story 1");
      try (Session session = NODES.a().sessions().openSession()) {
        session.beginTransaction();
        session.find(StoryEntity.class, 1L).title = "new";
        session.flush();
        // Read outside of the transaction, and not kept beyond it.
        assertThat(title(scope)).isEqualTo("story 1");
        session.getTransaction().commit();
      }
      assertThat(title(scope)).isEqualTo("new");
    }
    NODES.b().awaitHeard(NODES.a());
    NODES.checkTruth();
  }

  @Test
  void readInATransactionThatWrote_fillsNothing() {
    try (LoadScope scope = NODES.a().twofold.open()) {
      Session session = begin();
      session.find(StoryEntity.class, 1L).title = "new";
      assertThat(title(scope)).isEqualTo("new");
      assertThat(scope.require(StoryLoader.class, 2L).title()).isEqualTo("story 2");
      session.getTransaction().rollback();
    }
    assertThat(NODES.entries()).doesNotContain("StoryLoader:1", "StoryLoader:2");
    assertThat(NODES.b().title(1)).isEqualTo("story 1");
  }

  @Test
  void entity_isForgottenAndMadeAnew_itsCollectionsToo() {
    for (Node node : new Node[] {NODES.a(), NODES.b()}) {
      node.ask(scope -> scope.entities().require(WriterEntity.class, 1L).getStories().size());
    }
    try (LoadScope scope = NODES.a().twofold.open()) {
      WriterEntity before = scope.entities().require(WriterEntity.class, 1L);
      assertThat(before.getStories()).hasSize(2);
      NODES
          .a()
          .write(
              session -> {
                WriterEntity writer = session.find(WriterEntity.class, 1L);
                writer.name = "new";
                session.persist(Gazette.story(8, writer));
              });
      WriterEntity after = scope.entities().require(WriterEntity.class, 1L);
      assertThat(after).isNotSameAs(before);
      assertThat(after.getName()).isEqualTo("new");
      assertThat(after.getStories()).hasSize(3);
      assertThat(before.getName()).isEqualTo("writer 1");
    }
    NODES.b().awaitHeard(NODES.a());
    WriterEntity other =
        NODES
            .b()
            .ask(
                scope -> {
                  WriterEntity writer = scope.entities().require(WriterEntity.class, 1L);
                  assertThat(writer.getStories())
                      .extracting(StoryEntity::getTitle)
                      .contains("story 8");
                  return writer;
                });
    assertThat(other.getName()).isEqualTo("new");
  }
}
