package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.twofold.Gazette.LabelEntity;
import dev.twofold.Gazette.RemarkEntity;
import dev.twofold.Gazette.StoryEntity;
import dev.twofold.Gazette.WriterEntity;
import jakarta.persistence.OptimisticLockException;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What a commit takes out of Redis and out of the near tier of the other node: what is stale, and
 * nothing else.
 */
class WritesIT {

  @RegisterExtension static final TwoNodes NODES = new TwoNodes();

  /** Something is written on one node. */
  private static Checks write(Consumer<Session> work) {
    return commit(() -> NODES.a().write(work));
  }

  private static Checks commit(Runnable work) {
    NODES.warm();
    return new Checks(work);
  }

  private record Checks(Runnable work) {

    /** Names what leaves Redis, as {@code loader:key}. */
    Checks takesOut(String... entries) {
      assertThat(NODES.gone(work)).containsExactlyInAnyOrder(entries);
      return this;
    }

    /** Tells how many keys the other node then loads of each loader; the writer finds them. */
    void isLoadedAgain(String loads) {
      NODES.b().awaitHeard(NODES.a());
      assertThat(NODES.b().loads()).isEqualTo(loads);
      assertThat(NODES.a().loads()).as("loaded by the writer once the other has").isEmpty();
      NODES.checkTruth();
    }
  }

  @Test
  void plainAttribute_theRow() {
    write(session -> session.find(RemarkEntity.class, 11L).text = "new")
        .takesOut("RemarkLoader:11")
        .isLoadedAgain("RemarkLoader=1");
  }

  @Test
  void attributeThatOnlyEntitiesHave_theRow() {
    write(session -> session.find(WriterEntity.class, 1L).motto = "new")
        .takesOut("WriterLoader:1")
        .isLoadedAgain("WriterLoader=1");
  }

  @Test
  void nothing_nothing() {
    checkUntouched(
        () ->
            NODES
                .a()
                .write(
                    session -> {
                      StoryEntity story = session.find(StoryEntity.class, 1L);
                      story.title = new String(story.title.toCharArray());
                      session.merge(Gazette.remark(11, story));
                    }));
  }

  @Test
  void attributeThatIsAggregated_theRowAndTheAggregateOfItsOwner() {
    write(session -> session.find(StoryEntity.class, 1L).points = 99)
        .takesOut("StoryLoader:1", "StoryLoader.MAXIMUM.points.of.writer:1", "PointsLoader:1")
        .isLoadedAgain("FrontPageLoader=1 PointsLoader=1 StoryLoader=1 Writer.BEST=1");
  }

  @Test
  void uniqueKey_theRowAndTheOldAndTheNewValue() {
    write(session -> session.find(WriterEntity.class, 1L).name = "writer 9")
        .takesOut(
            "WriterLoader:1", "WriterLoader.by.name:writer 1", "WriterLoader.by.name:writer 9")
        .isLoadedAgain("WriterLoader=1 WriterLoader by name=1");
  }

  @Test
  void insert_whatWasKnownToBeAbsentAndTheListsOfItsOwner() {
    write(session -> session.persist(Gazette.story(7, session.find(WriterEntity.class, 2L))))
        .takesOut(
            "StoryLoader:7",
            "StoryLoader.by.slug:slug-7",
            "StoryLoader.list.of.writer:2",
            "StoryLoader.COUNT.of.writer:2",
            "StoryLoader.MAXIMUM.points.of.writer:2",
            "PointsLoader:2")
        .isLoadedAgain(
            "FrontPageLoader=1 PointsLoader=1 Story.LABELS=1 Story.REMARKS=1 StoryLoader=1"
                + " Writer.BEST=1 Writer.STORIES=1 Writer.STORY_COUNT=1");
  }

  @Test
  void delete_theRowAndTheListsOfItsOwner() {
    write(session -> session.remove(session.find(RemarkEntity.class, 12L)))
        .takesOut("RemarkLoader:12", "RemarkLoader.list.of.story:1")
        .isLoadedAgain("RemarkLoader=1 Story.REMARKS=1");
  }

  @Test
  void moveToAnotherOwner_theRowAndTheListsOfBoth() {
    write(
            session ->
                session.find(StoryEntity.class, 1L).writer = session.find(WriterEntity.class, 3L))
        .takesOut(
            "StoryLoader:1",
            "StoryLoader.list.of.writer:1",
            "StoryLoader.list.of.writer:3",
            "StoryLoader.COUNT.of.writer:1",
            "StoryLoader.COUNT.of.writer:3",
            "StoryLoader.MAXIMUM.points.of.writer:1",
            "StoryLoader.MAXIMUM.points.of.writer:3",
            "PointsLoader:1",
            "PointsLoader:3")
        .isLoadedAgain(
            "FrontPageLoader=1 PointsLoader=2 StoryLoader=1 Writer.BEST=2 Writer.STORIES=2"
                + " Writer.STORY_COUNT=2");
  }

  @Test
  void collection_theListOfItsOwner_andWhatDependsOnItsEntity() {
    write(
            session ->
                session.find(StoryEntity.class, 1L).labels.add(session.find(LabelEntity.class, 1L)))
        .takesOut("LabelLoader.list.in.StoryEntity.labels:1")
        .isLoadedAgain("FrontPageLoader=1 PointsLoader=9 Story.LABELS=1");
  }

  @Test
  void statelessSession_theRow_andAllListsSinceItsOldOwnerIsNotKnown() {
    commit(
            () -> {
              try (StatelessSession session = NODES.a().sessions().openStatelessSession()) {
                session.beginTransaction();
                RemarkEntity remark = session.get(RemarkEntity.class, 11L);
                remark.text = "new";
                session.update(remark);
                session.getTransaction().commit();
              }
            })
        .takesOut("RemarkLoader:11")
        .isLoadedAgain("Story.REMARKS=6");
  }

  @Test
  void bulkStatement_rowsOfItsTable_andNoListsThatDoNotReadItsColumns() {
    write(
            session ->
                session
                    .createMutationQuery("update Remark r set r.text = 'new' where r.id = 11")
                    .executeUpdate())
        .takesOut()
        .isLoadedAgain("RemarkLoader=12");
  }

  /** A list that is loaded again brings its rows. */
  @Test
  void bulkStatementOnTheForeignKey_listsToo() {
    write(
            session ->
                session
                    .createMutationQuery("update Remark r set r.story.id = 2 where r.id = 11")
                    .executeUpdate())
        .takesOut()
        .isLoadedAgain("Story.REMARKS=6");
  }

  @Test
  void nativeStatement_rowsOfItsTable_andNoListsThatDoNotReadItsColumns() {
    write(
            session ->
                session
                    .createNativeMutationQuery("update label set text = 'new' where id = 1")
                    .executeUpdate())
        .takesOut()
        .isLoadedAgain("LabelLoader=2");
  }

  @Test
  void rollback_nothing() {
    checkUntouched(
        () -> {
          try (Session session = NODES.a().sessions().openSession()) {
            session.beginTransaction();
            session.find(StoryEntity.class, 1L).title = "new";
            session.flush();
            session.getTransaction().rollback();
          }
        });
  }

  @Test
  void lostRaceForAVersion_nothing() {
    NODES.warm();
    RemarkEntity old = NODES.a().sessions().fromSession(each -> each.find(RemarkEntity.class, 11L));
    write(session -> session.find(RemarkEntity.class, 11L).text = "new")
        .takesOut("RemarkLoader:11")
        .isLoadedAgain("RemarkLoader=1");
    old.text = "newer";
    checkUntouched(
        () ->
            assertThatExceptionOfType(OptimisticLockException.class)
                .isThrownBy(() -> NODES.a().write(session -> session.merge(old))));
  }

  private static void checkUntouched(Runnable work) {
    NODES.warm();
    NODES.b().awaitHeard(NODES.a());
    NODES.redis.resetCounts();
    assertThat(NODES.gone(work)).isEmpty();
    assertThat(NODES.a().sent()).isEmpty();
    assertThat(NODES.redis.commandCounts()).doesNotContainKeys("publish", "del", "incr");
    assertThat(NODES.b().loads()).isEmpty();
    assertThat(NODES.a().loads()).isEmpty();
  }
}
