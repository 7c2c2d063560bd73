package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.Gazette.FrontPageLoader;
import dev.twofold.Gazette.StoryEntity;
import dev.twofold.Gazette.StoryLoader;
import dev.twofold.loader.RowLoader;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What writers that the engine does not see declare stale, and nodes of two versions. */
class NodesIT {

  @RegisterExtension static final TwoNodes NODES = new TwoNodes();

  @BeforeEach
  void warm() {
    NODES.warm();
  }

  /** Written past the engine. */
  private static void sql(String statement) {
    try (var connection = NODES.a().database.dataSource().getConnection();
        var update = connection.createStatement()) {
      update.executeUpdate(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Invalidator invalidator() {
    return NODES.a().twofold.invalidator();
  }

  private static void assertLoadedAgain(String loads) {
    NODES.b().awaitHeard(NODES.a());
    assertThat(NODES.b().loads()).isEqualTo(loads);
    assertThat(NODES.a().loads()).isEmpty();
    NODES.checkTruth();
  }

  @Test
  void foreignWrite_isNotSeenBeforeItIsDeclared() {
    sql("update story set title = 'new' where id = 1");
    assertThat(NODES.b().title(1)).isEqualTo("story 1");
    assertThat(invalidator().invalidate(StoryLoader.class, List.of(1L))).isTrue();
    assertLoadedAgain("StoryLoader=1");
  }

  @Test
  void rowsChanged_theRowAndAllListsSinceItsOldOwnerIsNotKnown() {
    sql("update story set writer_id = 3 where id = 1");
    assertThat(invalidator().rowsChanged(StoryEntity.class, List.of(1L))).isTrue();
    assertLoadedAgain(
        "FrontPageLoader=1 PointsLoader=9 Story.LABELS=1 StoryLoader=1 StoryLoader by slug=3"
            + " Writer.BEST=3 Writer.STORIES=3 Writer.STORY_COUNT=3");
  }

  @Test
  void tablesChanged_everythingThatReadsThem() {
    sql("update label set text = 'new'");
    assertThat(invalidator().tablesChanged(Set.of("LABEL"))).isTrue();
    assertLoadedAgain("Story.LABELS=6");
  }

  @Test
  void clearedRegion_isLoadedAgainByBoth() {
    sql("update story set title = 'new'");
    assertThat(invalidator().clearRegion("stories")).isTrue();
    assertLoadedAgain(
        "StoryLoader=9 StoryLoader by slug=3 Writer.BEST=3 Writer.STORIES=3"
            + " Writer.STORY_COUNT=3");
  }

  @Test
  void clearedTag_isLoadedAgainByBoth() {
    sql("update story set points = 99 where id = 1");
    assertThat(invalidator().clearTag("front")).isTrue();
    NODES.b().awaitHeard(NODES.a());
    assertThat(NODES.b().loads()).isEqualTo("FrontPageLoader=1");
    assertThat(NODES.b().ask(scope -> scope.list(FrontPageLoader.class, 3)).get(0).id())
        .isEqualTo(1);
    assertThat(NODES.a().loads()).isEmpty();
  }

  @Test
  void requestThatInvalidates_isHeardByTheOtherNode() {
    sql("update story set title = 'new' where id = 1");
    try (LoadScope scope = NODES.a().twofold.open()) {
      assertThat(scope.invalidate(StoryLoader.class, List.of(1L))).isTrue();
      assertThat(scope.require(StoryLoader.class, 1L).title()).isEqualTo("new");
    }
    NODES.b().awaitHeard(NODES.a());
    assertThat(NODES.b().title(1)).isEqualTo("new");
  }

  @Test
  void nodeDoesNotReactToItsOwnMessages() {
    long drops = NODES.a().twofold.stats().nearDrops();
    NODES.a().write(session -> session.find(StoryEntity.class, 1L).title = "new");
    NODES.b().awaitHeard(NODES.a());
    assertThat(NODES.a().title(1)).isEqualTo("new");
    assertThat(NODES.a().heard()).isEmpty();
    assertThat(NODES.a().twofold.stats().nearDrops()).isEqualTo(drops);
  }

  /** What an older version of the application made of the same rows. */
  record OldStory(Long id, String title) {}

  static final class OldStoryLoader extends RowLoader<Long, OldStory> {
    OldStoryLoader() {
      super(StoryEntity.class);
    }

    @Override
    public String name() {
      return "StoryLoader";
    }

    @Override
    public String region() {
      return "stories";
    }
  }

  private static String oldTitle(Node old) {
    return old.ask(scope -> scope.require(OldStoryLoader.class, 1L).title());
  }

  @Test
  void nodesOfTwoVersions_invalidateBothForms() {
    try (Node old =
        new Node(
            NODES.url(),
            NODES.tier(),
            Node.SETTINGS,
            new OldStoryLoader(),
            new Gazette.AccountLoader())) {
      old.awaitListening(NODES.a());
      assertThat(oldTitle(old)).isEqualTo("story 1");
      assertThat(NODES.variants("StoryLoader", 1)).isEqualTo(2);

      old.write(session -> session.find(StoryEntity.class, 1L).title = "by the old");
      assertThat(NODES.variants("StoryLoader", 1)).isZero();
      NODES.a().awaitHeard(old);
      assertThat(NODES.a().title(1)).isEqualTo("by the old");
      assertThat(oldTitle(old)).isEqualTo("by the old");

      NODES.a().write(session -> session.find(StoryEntity.class, 1L).title = "by the new");
      assertThat(NODES.variants("StoryLoader", 1)).isZero();
      old.awaitHeard(NODES.a());
      assertThat(oldTitle(old)).isEqualTo("by the new");
    }
    assertThat(NODES.a().title(1)).isEqualTo("by the new");
  }
}
