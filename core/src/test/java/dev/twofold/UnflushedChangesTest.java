package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twofold.Gazette.LabelEntity;
import dev.twofold.Gazette.PointsLoader;
import dev.twofold.Gazette.Story;
import dev.twofold.Gazette.StoryEntity;
import dev.twofold.Gazette.StoryLoader;
import dev.twofold.Gazette.Writer;
import dev.twofold.Gazette.WriterEntity;
import dev.twofold.Gazette.WriterLoader;
import dev.twofold.relation.Lazy;
import dev.twofold.testing.InMemoryTier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.FlushMode;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the caller's session has been told and has not written, asked about in a request that knows
 * the answer from before.
 */
class UnflushedChangesTest {

  private Node node;
  private LoadScope scope;
  private Session session;

  @BeforeEach
  void warmTheRequest() {
    node =
        new Node(
            "jdbc:h2:mem:" + UUID.randomUUID(),
            new InMemoryTier(),
            Node.SETTINGS,
            Gazette.loaders());
    node.write(Gazette::fill);
    scope = node.twofold.open();
    session = node.sessions().getCurrentSession();
    session.beginTransaction();
  }

  @AfterEach
  void close() {
    if (session.isOpen()) {
      session.getTransaction().rollback();
    }
    scope.close();
    node.close();
  }

  private Story story(long id) {
    return scope.require(StoryLoader.class, id);
  }

  private Writer writer(long id) {
    return scope.require(WriterLoader.class, id);
  }

  private StoryEntity managed(long id) {
    return session.find(StoryEntity.class, id);
  }

  @Test
  void setter_isSeenByTheRow() {
    assertThat(story(1).title()).isEqualTo("story 1");
    managed(1).title = "new";
    assertThat(story(1).title()).isEqualTo("new");
    assertThat(scope.requireAll(StoryLoader.class, List.of(1L, 2L)))
        .extracting(Story::title)
        .containsExactly("new", "story 2");
  }

  @Test
  void setter_isSeenByAHandleThatWasRead() {
    Lazy<Story> handle = scope.lazy(StoryLoader.class, 1L);
    assertThat(handle.require().title()).isEqualTo("story 1");
    managed(1).title = "new";
    assertThat(handle.require().title()).isEqualTo("new");
  }

  @Test
  void move_isSeenByListsCountsAndAggregates() {
    Writer one = writer(1);
    Writer three = writer(3);
    assertThat(Writer.STORIES.of(one)).hasSize(2);
    assertThat(Writer.STORY_COUNT.of(three)).isEqualTo(2);
    assertThat(scope.require(PointsLoader.class, 1L)).isEqualTo(30);
    managed(1).writer = session.find(WriterEntity.class, 3L);
    assertThat(Writer.STORIES.of(one)).hasSize(1);
    assertThat(Writer.STORY_COUNT.of(three)).isEqualTo(3);
    assertThat(scope.require(PointsLoader.class, 1L)).isEqualTo(20);
  }

  @Test
  void persist_isSeenWhereNothingWas() {
    assertThat(scope.find(StoryLoader.class, 7L)).isEmpty();
    session.persist(Gazette.story(7, session.getReference(WriterEntity.class, 1L)));
    assertThat(scope.find(StoryLoader.class, 7L)).isPresent();
  }

  @Test
  void remove_isSeen() {
    assertThat(scope.find(StoryLoader.class, 1L)).isPresent();
    StoryEntity story = managed(1);
    session
        .createMutationQuery("delete from Remark r where r.story = :story")
        .setParameter("story", story)
        .executeUpdate();
    session.remove(story);
    assertThat(scope.find(StoryLoader.class, 1L)).isEmpty();
  }

  @Test
  void elementOfACollection_isSeen() {
    Story story = story(1);
    assertThat(Story.LABELS.of(story)).hasSize(1);
    managed(1).labels.add(session.find(LabelEntity.class, 1L));
    assertThat(Story.LABELS.of(story)).hasSize(2);
  }

  @Test
  void collectionReplacedByAnother_isSeen() {
    Story story = story(1);
    assertThat(Story.LABELS.of(story)).hasSize(1);
    managed(1).labels =
        new HashSet<>(
            Set.of(session.find(LabelEntity.class, 1L), session.find(LabelEntity.class, 2L)));
    assertThat(Story.LABELS.of(story)).hasSize(2);
  }

  @Test
  void merge_isSeen() {
    assertThat(story(1).title()).isEqualTo("story 1");
    StoryEntity detached = Gazette.story(1, session.getReference(WriterEntity.class, 1L));
    detached.title = "new";
    StoryEntity unused = session.merge(detached);
    assertThat(story(1).title()).isEqualTo("new");
  }

  @Test
  void entity_isMadeAnew() {
    StoryEntity before = scope.entities().require(StoryEntity.class, 1L);
    managed(1).title = "new";
    assertThat(scope.entities().require(StoryEntity.class, 1L).getTitle()).isEqualTo("new");
    assertThat(before.getTitle()).isEqualTo("story 1");
  }

  @Test
  void collectionOfAnEntity_isReadWithIt() {
    WriterEntity writer = scope.entities().require(WriterEntity.class, 1L);
    managed(1).writer = session.find(WriterEntity.class, 3L);
    assertThat(writer.getStories()).hasSize(1);
  }

  @Test
  void rollback_isForgotten() {
    managed(1).title = "new";
    assertThat(story(1).title()).isEqualTo("new");
    session.getTransaction().rollback();
    assertThat(story(1).title()).isEqualTo("story 1");
  }

  @Test
  void nothingChanged_flushesNothingAndAsksNothing() {
    assertThat(story(1).title()).isEqualTo("story 1");
    managed(1);
    Hibernate.initialize(managed(2).labels);
    Statistics statistics = node.sessions().getStatistics();
    statistics.setStatisticsEnabled(true);
    node.database.reset();
    for (int i = 0; i < 10; i++) {
      assertThat(story(1).title()).isEqualTo("story 1");
    }
    assertThat(node.database.queries().count()).isZero();
    assertThat(statistics.getFlushCount()).isZero();
  }

  @Test
  void sessionThatDoesNotFlushBeforeQueries_isNotFlushed() {
    assertThat(story(1).title()).isEqualTo("story 1");
    session.setHibernateFlushMode(FlushMode.COMMIT);
    managed(1).title = "new";
    assertThat(story(1).title()).isEqualTo("story 1");
  }

  @Test
  void failureOfTheFlush_reachesWhoAsks() {
    assertThat(story(1).title()).isEqualTo("story 1");
    managed(1).slug = "slug-2";
    assertThatThrownBy(() -> story(1)).isInstanceOf(ConstraintViolationException.class);
  }
}
