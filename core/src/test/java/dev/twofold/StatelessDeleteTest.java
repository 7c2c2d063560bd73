package dev.twofold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twofold.Gazette.StoryEntity;
import dev.twofold.Gazette.Writer;
import dev.twofold.Gazette.WriterEntity;
import dev.twofold.Gazette.WriterLoader;
import dev.twofold.testing.InMemoryTier;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions without state delete rows by id: what the entity given has need not be in the row. */
class StatelessDeleteTest {

  private Node node;

  @BeforeEach
  void warm() {
    node =
        new Node(
            "jdbc:h2:mem:" + UUID.randomUUID(),
            new InMemoryTier(),
            Node.SETTINGS,
            Gazette.loaders());
    node.write(Gazette::fill);
    node.write(
        session ->
            session.createMutationQuery("delete from Remark where story.id = 1").executeUpdate());
    assertThat(storiesOf(1)).isEqualTo(2);
  }

  @AfterEach
  void close() {
    node.close();
  }

  private long storiesOf(long writer) {
    try (LoadScope scope = node.twofold.open()) {
      return Writer.STORY_COUNT.of(scope.require(WriterLoader.class, writer));
    }
  }

  private void delete(StoryEntity given) {
    try (StatelessSession session = node.sessions().openStatelessSession()) {
      session.beginTransaction();
      session.delete(given);
      session.getTransaction().commit();
    }
  }

  @Test
  void entityWithAnotherOwnerThanTheRow_isNoLongerCountedForThatOne() {
    WriterEntity other = new WriterEntity();
    other.id = 3L;
    delete(Gazette.story(1, other));
    assertThat(storiesOf(1)).isEqualTo(1);
  }

  @Test
  void entityWithNoMoreThanItsId_isNoLongerCounted() {
    StoryEntity story = new StoryEntity();
    story.id = 1L;
    delete(story);
    assertThat(storiesOf(1)).isEqualTo(1);
  }
}
